using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Pages of events, newest first.</summary>
internal sealed class GetWorkflowExecutionHistoryReverse(ApiContext context)
    : WorkflowRpc<GetWorkflowExecutionHistoryReverseRequest, GetWorkflowExecutionHistoryReverseResponse>(
        context, GetWorkflowExecutionHistoryReverseRequest.Parser)
{
    protected override Task<GetWorkflowExecutionHistoryReverseResponse> HandleAsync(
        GetWorkflowExecutionHistoryReverseRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.GetHistoryReverse(request, now));
}
