using DirectedExecution.DevServer.Api.Namespaces;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Workflows;

/// <summary>Starts a run, or answers by the id policies.</summary>
internal sealed class StartWorkflowExecution(ApiContext context)
    : WorkflowRpc<StartWorkflowExecutionRequest, StartWorkflowExecutionResponse>(
        context, StartWorkflowExecutionRequest.Parser)
{
    protected override Task<StartWorkflowExecutionResponse> HandleAsync(
        StartWorkflowExecutionRequest request, RpcCall call) =>
        Loop.RunAsync(now =>
        {
            NamespaceStates.CheckStart(Catalog, request.Namespace);
            return Engine.Start(request, now);
        });
}
