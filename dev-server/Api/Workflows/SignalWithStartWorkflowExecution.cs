using DirectedExecution.DevServer.Api.Namespaces;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Signals the running workflow of that id, or starts one with the signal.</summary>
internal sealed class SignalWithStartWorkflowExecution(ApiContext context)
    : WorkflowRpc<SignalWithStartWorkflowExecutionRequest, SignalWithStartWorkflowExecutionResponse>(
        context, SignalWithStartWorkflowExecutionRequest.Parser)
{
    protected override Task<SignalWithStartWorkflowExecutionResponse> HandleAsync(
        SignalWithStartWorkflowExecutionRequest request, RpcCall call) =>
        Loop.RunAsync(now =>
        {
            NamespaceStates.CheckStart(Catalog, request.Namespace);
            return Engine.SignalWithStart(request, now);
        });
}
