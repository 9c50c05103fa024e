using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Asks a run to cancel itself.</summary>
internal sealed class RequestCancelWorkflowExecution(ApiContext context)
    : WorkflowRpc<RequestCancelWorkflowExecutionRequest, RequestCancelWorkflowExecutionResponse>(
        context, RequestCancelWorkflowExecutionRequest.Parser)
{
    protected override Task<RequestCancelWorkflowExecutionResponse> HandleAsync(
        RequestCancelWorkflowExecutionRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.RequestCancel(request, now));
}
