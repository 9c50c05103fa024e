using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Protocol.Grpc;
using Temporalio.Protocol.Health.V1;

namespace DirectedExecution.DevServer.Api.Health;

/// <summary>The standard health check of gRPC.</summary>
internal sealed class Check(ApiContext context)
    : Rpc<HealthCheckRequest, HealthCheckResponse>(ServiceNames.Health, HealthCheckRequest.Parser)
{
    protected override Task<HealthCheckResponse> HandleAsync(HealthCheckRequest request, RpcCall call) =>
        Serving.Of(request.Service, context) is var status && status !=
            HealthCheckResponse.Types.ServingStatus.ServiceUnknown
            ? Task.FromResult(new HealthCheckResponse { Status = status })
            : throw new RpcError(GrpcStatusCode.NotFound, "unknown service");
}
