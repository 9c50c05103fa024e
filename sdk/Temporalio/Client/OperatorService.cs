using Google.Protobuf;
using Temporalio.Api.OperatorService.V1;

namespace Temporalio.Client;

/// <summary>
/// Calls for operators: search attributes, namespaces, clusters. Direct calls are not retried unless the options ask
/// for it.
/// </summary>
public abstract class OperatorService : RpcService
{
    /// <inheritdoc />
    internal override string FullName => "temporal.api.operatorservice.v1.OperatorService";

    /// <summary>Calls AddSearchAttributes.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<AddSearchAttributesResponse> AddSearchAttributesAsync(
        AddSearchAttributesRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("AddSearchAttributes", req, AddSearchAttributesResponse.Parser, options);

    /// <summary>Calls DeleteNamespace.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<DeleteNamespaceResponse> DeleteNamespaceAsync(
        DeleteNamespaceRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("DeleteNamespace", req, DeleteNamespaceResponse.Parser, options);

    /// <summary>Calls ListClusters.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListClustersResponse> ListClustersAsync(
        ListClustersRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListClusters", req, ListClustersResponse.Parser, options);

    /// <summary>Calls ListNexusEndpoints.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListNexusEndpointsResponse> ListNexusEndpointsAsync(
        ListNexusEndpointsRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListNexusEndpoints", req, ListNexusEndpointsResponse.Parser, options);

    /// <summary>Calls ListSearchAttributes.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<ListSearchAttributesResponse> ListSearchAttributesAsync(
        ListSearchAttributesRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("ListSearchAttributes", req, ListSearchAttributesResponse.Parser, options);

    /// <summary>Calls RemoveSearchAttributes.</summary>
    /// <param name="req">Request.</param>
    /// <param name="options">Options.</param>
    /// <returns>The answer.</returns>
    public virtual Task<RemoveSearchAttributesResponse> RemoveSearchAttributesAsync(
        RemoveSearchAttributesRequest req, RpcOptions? options = null) =>
        InvokeRpcAsync("RemoveSearchAttributes", req, RemoveSearchAttributesResponse.Parser, options);

    /// <summary>The service over a connection.</summary>
    internal sealed class Core(TemporalConnection connection) : OperatorService
    {
        /// <inheritdoc />
        protected override Task<T> InvokeRpcAsync<T>(
            string rpc, IMessage req, MessageParser<T> resp, RpcOptions? options = null) =>
            connection.InvokeRpcAsync(this, rpc, req, resp, options);
    }
}
