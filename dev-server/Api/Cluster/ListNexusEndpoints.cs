using DirectedExecution.DevServer.Hosting;
using Temporalio.Api.OperatorService.V1;

namespace DirectedExecution.DevServer.Api.Cluster;

/// <summary>None: there is no Nexus here.</summary>
internal sealed class ListNexusEndpoints(ApiContext context)
    : OperatorRpc<ListNexusEndpointsRequest, ListNexusEndpointsResponse>(context, ListNexusEndpointsRequest.Parser)
{
    protected override Task<ListNexusEndpointsResponse> HandleAsync(ListNexusEndpointsRequest request, RpcCall call) =>
        Task.FromResult(new ListNexusEndpointsResponse());
}
