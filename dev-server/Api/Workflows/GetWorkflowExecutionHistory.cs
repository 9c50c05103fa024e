using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Pages of events, oldest first; may wait for new ones.</summary>
internal sealed class GetWorkflowExecutionHistory(ApiContext context)
    : WorkflowRpc<GetWorkflowExecutionHistoryRequest, GetWorkflowExecutionHistoryResponse>(
        context, GetWorkflowExecutionHistoryRequest.Parser)
{
    protected override Task<GetWorkflowExecutionHistoryResponse> HandleAsync(
        GetWorkflowExecutionHistoryRequest request, RpcCall call) =>
        Loop.WaitAsync<GetWorkflowExecutionHistoryResponse>(
            WaitLimits.History(call), (ticket, now) => Engine.GetHistory(request, ticket, now), call.Aborted);
}
