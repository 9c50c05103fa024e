using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Ends a run at once.</summary>
internal sealed class TerminateWorkflowExecution(ApiContext context)
    : WorkflowRpc<TerminateWorkflowExecutionRequest, TerminateWorkflowExecutionResponse>(
        context, TerminateWorkflowExecutionRequest.Parser)
{
    protected override Task<TerminateWorkflowExecutionResponse> HandleAsync(
        TerminateWorkflowExecutionRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.Terminate(request, now));
}
