using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Visibility;

/// <summary>There is no archive; the real development server refuses in the same way.</summary>
internal sealed class ListArchivedWorkflowExecutions(ApiContext context)
    : WorkflowRpc<ListArchivedWorkflowExecutionsRequest, ListArchivedWorkflowExecutionsResponse>(
        context, ListArchivedWorkflowExecutionsRequest.Parser)
{
    protected override Task<ListArchivedWorkflowExecutionsResponse> HandleAsync(
        ListArchivedWorkflowExecutionsRequest request, RpcCall call) =>
        throw RpcError.InvalidArgument("Cluster is not configured for visibility archival.");
}
