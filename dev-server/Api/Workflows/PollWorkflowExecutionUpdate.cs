using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Waits for a stage of an update that was sent before.</summary>
internal sealed class PollWorkflowExecutionUpdate(ApiContext context)
    : WorkflowRpc<PollWorkflowExecutionUpdateRequest, PollWorkflowExecutionUpdateResponse>(
        context, PollWorkflowExecutionUpdateRequest.Parser)
{
    protected override Task<PollWorkflowExecutionUpdateResponse> HandleAsync(
        PollWorkflowExecutionUpdateRequest request, RpcCall call) =>
        Loop.WaitAsync<PollWorkflowExecutionUpdateResponse>(
            WaitLimits.Update(call), (ticket, now) => Engine.PollUpdate(request, ticket, now), call.Aborted);
}
