using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Protocol.Grpc;
using Temporalio.Protocol.Health.V1;

namespace DirectedExecution.DevServer.Api.Health;

/// <summary>The standard health check of gRPC. A server that answers is serving.</summary>
internal sealed class Check()
    : Rpc<HealthCheckRequest, HealthCheckResponse>(ServiceNames.Health, HealthCheckRequest.Parser)
{
    protected override Task<HealthCheckResponse> HandleAsync(HealthCheckRequest request, RpcCall call) =>
        request.Service is "" or ServiceNames.Workflow or ServiceNames.Operator
            ? Task.FromResult(new HealthCheckResponse { Status = HealthCheckResponse.Types.ServingStatus.Serving })
            : throw new RpcError(GrpcStatusCode.NotFound, "unknown service");
}
