namespace DirectedExecution.DevServer.Hosting;

/// <summary>What a handler knows of a call beside its request.</summary>
/// <param name="Arrived">When the headers came in.</param>
/// <param name="Deadline">From grpc-timeout; null when the caller set none.</param>
/// <param name="Aborted">Fires when the caller resets the stream or the connection is lost.</param>
internal sealed record RpcCall(DateTimeOffset Arrived, DateTimeOffset? Deadline, CancellationToken Aborted);
