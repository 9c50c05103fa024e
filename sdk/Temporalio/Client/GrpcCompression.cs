namespace Temporalio.Client;

/// <summary>Compression of requests. Compressed answers are always understood.</summary>
public abstract record GrpcCompression
{
    private protected GrpcCompression()
    {
    }

    /// <summary>Requests are sent as gzip.</summary>
    public sealed record Gzip : GrpcCompression;

    /// <summary>Requests are sent as they are.</summary>
    public sealed record None : GrpcCompression;
}
