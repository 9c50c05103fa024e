using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Appends a signal to a run.</summary>
internal sealed class SignalWorkflowExecution(ApiContext context)
    : WorkflowRpc<SignalWorkflowExecutionRequest, SignalWorkflowExecutionResponse>(
        context, SignalWorkflowExecutionRequest.Parser)
{
    protected override Task<SignalWorkflowExecutionResponse> HandleAsync(
        SignalWorkflowExecutionRequest request, RpcCall call) =>
        Loop.RunAsync(now => Engine.Signal(request, now));
}
