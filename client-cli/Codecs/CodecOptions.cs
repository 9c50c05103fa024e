using System.Net;

namespace DirectedExecution.Cli.Codecs;

/// <summary>How the codec endpoint listens, and to whom.</summary>
internal sealed record CodecOptions
{
    /// <summary>Address and port; port 0 takes a free one.</summary>
    public required IPEndPoint Endpoint { get; init; }

    /// <summary>Keys of callers; null lets everybody in, on loopback only.</summary>
    public BearerKeys? Keys { get; init; }

    /// <summary>Origins of web pages that may ask, such as http://127.0.0.1:8233. Default: none.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>PEM files with certificate and key. Default: clear text, on loopback only.</summary>
    public (string Certificate, string Key)? Tls { get; init; }

    /// <summary>Requests of one address that may come at once.</summary>
    public int Burst { get; init; } = 400;

    /// <summary>Requests of one address a second after that.</summary>
    public int RequestsPerSecond { get; init; } = 100;

    /// <summary>Bytes of a request's body at most.</summary>
    public int BodyLimitBytes { get; init; } = 16 * 1024 * 1024;
}
