using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Sends an update to a run and waits for a stage of it.</summary>
internal sealed class UpdateWorkflowExecution(ApiContext context)
    : WorkflowRpc<UpdateWorkflowExecutionRequest, UpdateWorkflowExecutionResponse>(
        context, UpdateWorkflowExecutionRequest.Parser)
{
    protected override Task<UpdateWorkflowExecutionResponse> HandleAsync(
        UpdateWorkflowExecutionRequest request, RpcCall call) =>
        Loop.WaitAsync<UpdateWorkflowExecutionResponse>(
            WaitLimits.Update(call), (ticket, now) => Engine.Update(request, ticket, now), call.Aborted);
}
