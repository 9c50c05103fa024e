namespace DirectedExecution.DevServer.Hosting;

/// <summary>A method with a stream on one or both sides.</summary>
internal interface IStreamRpc
{
    /// <summary>The HTTP path: <c>/package.Service/Method</c>.</summary>
    string Path { get; }

    /// <summary>Serves one call to its end.</summary>
    /// <exception cref="Engine.RpcError">An expected refusal, or the end of the stream with another status.</exception>
    Task RunAsync(GrpcStream stream, RpcCall call);
}
