using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Temporalio.Protocol.Grpc;
using Temporalio.Protocol.Health.V1;

namespace DirectedExecution.DevServer.Api.Health;

/// <summary>The standard health watch of gRPC: the status now, and once more when the server stops.</summary>
internal sealed class Watch(ApiContext context) : IStreamRpc
{
    public string Path => $"/{ServiceNames.Health}/{nameof(Watch)}";

    public async Task RunAsync(GrpcStream stream, RpcCall call)
    {
        var request = HealthCheckRequest.Parser.ParseFrom((await stream.ReadOnlyOneAsync()).Span);
        await stream.WriteAsync(new HealthCheckResponse { Status = Serving.Of(request.Service, context) });
        await context.Loop.Completion.WaitAsync(call.Aborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        call.Aborted.ThrowIfCancellationRequested();
        await stream.WriteAsync(new HealthCheckResponse { Status = Serving.Of(request.Service, context) });
        throw new RpcError(GrpcStatusCode.Unavailable, "the server is stopping");
    }
}
