using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Starts a workflow unless it runs, and updates it.</summary>
internal sealed class ExecuteMultiOperation(ApiContext context)
    : WorkflowRpc<ExecuteMultiOperationRequest, ExecuteMultiOperationResponse>(
        context, ExecuteMultiOperationRequest.Parser)
{
    protected override Task<ExecuteMultiOperationResponse> HandleAsync(
        ExecuteMultiOperationRequest request, RpcCall call) =>
        Loop.WaitAsync<ExecuteMultiOperationResponse>(
            WaitLimits.Update(call), (ticket, now) => Engine.ExecuteMultiOperation(request, ticket, now), call.Aborted);
}
