using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Google.Protobuf;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Api.Cluster;

/// <summary>
/// A method that the real development server refuses whatever is asked; the request is not even read.
/// </summary>
internal sealed class RefusedRpc(string method, Func<RpcError> refusal) : IRpc
{
    private const string Disabled = "Worker versioning is disabled on this namespace.";

    public string Path => $"/{ServiceNames.Workflow}/{method}";

    /// <summary>Worker versioning of the older kinds, and deployments that do not exist.</summary>
    public static IEnumerable<IRpc> All() =>
    [
        new RefusedRpc("GetWorkerBuildIdCompatibility", IsDisabled),
        new RefusedRpc("UpdateWorkerBuildIdCompatibility", IsDisabled),
        new RefusedRpc("GetWorkerVersioningRules", IsDisabled),
        new RefusedRpc("UpdateWorkerVersioningRules", IsDisabled),
        new RefusedRpc("GetWorkerTaskReachability", IsDisabled),
        new RefusedRpc("DescribeWorkerDeployment", () => RpcError.NotFound("Worker Deployment not found.")),
        new RefusedRpc(
            "DescribeWorkerDeploymentVersion", () => RpcError.NotFound("Worker Deployment Version not found.")),
    ];

    public Task<IMessage> InvokeAsync(ReadOnlyMemory<byte> request, RpcCall call) =>
        Task.FromException<IMessage>(refusal());

    private static RpcError IsDisabled() =>
        new(GrpcStatusCode.PermissionDenied, Disabled, new PermissionDeniedFailure { Reason = Disabled });
}
