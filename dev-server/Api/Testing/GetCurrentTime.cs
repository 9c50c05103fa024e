using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.TestService.V1;

namespace DirectedExecution.DevServer.Api.Testing;

/// <summary>The time of the runs.</summary>
internal sealed class GetCurrentTime(ApiContext context)
    : TestRpc<Empty, GetCurrentTimeResponse>(context, Empty.Parser)
{
    protected override Task<GetCurrentTimeResponse> HandleAsync(Empty request, RpcCall call) =>
        Loop.RunAsync(now => new GetCurrentTimeResponse { Time = now.ToStamp() });
}
