using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Api.Cluster;

/// <summary>What the cluster is. The Web UI takes from it that lists can be searched.</summary>
internal sealed class GetClusterInfo(ApiContext context)
    : WorkflowRpc<GetClusterInfoRequest, GetClusterInfoResponse>(context, GetClusterInfoRequest.Parser)
{
    protected override Task<GetClusterInfoResponse> HandleAsync(GetClusterInfoRequest request, RpcCall call) =>
        Task.FromResult(new GetClusterInfoResponse
        {
            SupportedClients =
            {
                ["temporal-cli"] = "<2.0.0",
                ["temporal-dotnet"] = "<2.0.0",
                ["temporal-go"] = "<2.0.0",
                ["temporal-java"] = "<2.0.0",
                ["temporal-python"] = "<2.0.0",
                ["temporal-typescript"] = "<2.0.0",
                ["temporal-ui"] = "<3.0.0",
            },
            ServerVersion = ServerVersion.Text,
            ClusterId = ClusterFacts.Id,
            ClusterName = ClusterFacts.Name,
            HistoryShardCount = ClusterFacts.HistoryShardCount,
            PersistenceStore = ClusterFacts.Store,
            VisibilityStore = ClusterFacts.Store,
            InitialFailoverVersion = ClusterFacts.InitialFailoverVersion,
            FailoverVersionIncrement = 10,
        });
}
