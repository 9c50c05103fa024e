using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.OperatorService.V1;

namespace DirectedExecution.DevServer.Api.Cluster;

/// <summary>The one cluster that there is.</summary>
internal sealed class ListClusters(ApiContext context)
    : OperatorRpc<ListClustersRequest, ListClustersResponse>(context, ListClustersRequest.Parser)
{
    protected override Task<ListClustersResponse> HandleAsync(ListClustersRequest request, RpcCall call) =>
        Task.FromResult(new ListClustersResponse
        {
            Clusters =
            {
                new ClusterMetadata
                {
                    ClusterName = ClusterFacts.Name,
                    ClusterId = ClusterFacts.Id,
                    InitialFailoverVersion = ClusterFacts.InitialFailoverVersion,
                    HistoryShardCount = ClusterFacts.HistoryShardCount,
                    IsConnectionEnabled = true,
                },
            },
        });
}
