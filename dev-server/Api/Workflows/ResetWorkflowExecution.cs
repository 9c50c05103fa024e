using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Starts a new run from a point of an old one.</summary>
internal sealed class ResetWorkflowExecution(ApiContext context)
    : WorkflowRpc<ResetWorkflowExecutionRequest, ResetWorkflowExecutionResponse>(
        context, ResetWorkflowExecutionRequest.Parser)
{
    protected override Task<ResetWorkflowExecutionResponse> HandleAsync(
        ResetWorkflowExecutionRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.Reset(request, now));
}
