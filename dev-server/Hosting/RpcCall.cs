using Microsoft.AspNetCore.Http;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>What a handler knows of a call beside its request.</summary>
/// <param name="Arrived">When the headers came in.</param>
/// <param name="Deadline">From grpc-timeout; null when the caller set none.</param>
/// <param name="Aborted">Fires when the caller resets the stream or the connection is lost.</param>
internal sealed record RpcCall(DateTimeOffset Arrived, DateTimeOffset? Deadline, CancellationToken Aborted)
{
    /// <summary>What the headers of a call say.</summary>
    public static RpcCall Of(DateTimeOffset arrived, HttpContext context)
    {
        var timeout = GrpcHeaders.ParseTimeout(context.Request.Headers[GrpcHeaders.Timeout]);
        var deadline = timeout is { } span && span < DateTimeOffset.MaxValue - arrived
            ? arrived + span
            : (DateTimeOffset?)null;
        return new(arrived, deadline, context.RequestAborted);
    }
}
