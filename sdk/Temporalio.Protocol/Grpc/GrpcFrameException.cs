namespace Temporalio.Protocol.Grpc;

/// <summary>A body that is not a well-formed gRPC message, with the status that the peer should see.</summary>
public sealed class GrpcFrameException(GrpcStatusCode code, string message, Exception? inner = null) : Exception(message, inner)
{
    public GrpcStatusCode Code { get; } = code;

    /// <summary>Over the limit. Clients recognize this text and do not retry, so it is grpc-go's own.</summary>
    public static GrpcFrameException TooLarge(long length, int maxBytes) =>
        new(GrpcStatusCode.ResourceExhausted, $"grpc: received message larger than max ({length} vs. {maxBytes})");
}
