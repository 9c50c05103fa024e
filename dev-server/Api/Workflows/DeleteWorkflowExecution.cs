using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Removes a run with its history.</summary>
internal sealed class DeleteWorkflowExecution(ApiContext context)
    : WorkflowRpc<DeleteWorkflowExecutionRequest, DeleteWorkflowExecutionResponse>(
        context, DeleteWorkflowExecutionRequest.Parser)
{
    protected override Task<DeleteWorkflowExecutionResponse> HandleAsync(
        DeleteWorkflowExecutionRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.Delete(request, now));
}
