using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Cluster;

/// <summary>None: workers are not versioned by the server here.</summary>
internal sealed class ListWorkerDeployments(ApiContext context)
    : WorkflowRpc<ListWorkerDeploymentsRequest, ListWorkerDeploymentsResponse>(
        context, ListWorkerDeploymentsRequest.Parser)
{
    protected override Task<ListWorkerDeploymentsResponse> HandleAsync(
        ListWorkerDeploymentsRequest request, RpcCall call) =>
        Loop.RunAsync(_ =>
        {
            Catalog.GetNamespace(request.Namespace);
            return new ListWorkerDeploymentsResponse();
        });
}
