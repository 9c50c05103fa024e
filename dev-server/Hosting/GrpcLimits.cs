namespace DirectedExecution.DevServer.Hosting;

/// <summary>The named bounds of the wire.</summary>
internal static class GrpcLimits
{
    /// <summary>
    /// The largest request message, after decompression too; the real server's value, and the default of every client.
    /// </summary>
    public const int MaxRequestBytes = 4 * 1024 * 1024;

    /// <summary>Clients refuse replies over 4 MiB by default: pages are cut well below.</summary>
    public const int SoftReplyBytes = 3_500_000;

    /// <summary>Replies from here on are compressed for callers that compress.</summary>
    public const int GzipFromBytes = 16 * 1024;

    /// <summary>One worker keeps some fifteen polls open, and several share a connection.</summary>
    public const int MaxStreamsPerConnection = 4096;

    public const int ConnectionWindowBytes = 16 * 1024 * 1024;

    public const int StreamWindowBytes = 4 * 1024 * 1024 + 1024;

    /// <summary>
    /// A silent peer is asked after this time, and dropped when it does not answer within <see cref="PingTimeout"/>.
    /// </summary>
    public static readonly TimeSpan PingDelay = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long a connection without calls is kept; pings find dead ones. Finite on purpose: Kestrel overflows on an
    /// infinite one and then closes every idle connection within a second.
    /// </summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromDays(30);

    /// <summary>How long a stop waits for calls in flight.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);
}
