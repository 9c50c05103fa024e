using Temporalio.Runtime;

namespace Temporalio.Client;

/// <summary>Options of a connection.</summary>
public class TemporalConnectionOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="TemporalConnectionOptions"/> class.</summary>
    public TemporalConnectionOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TemporalConnectionOptions"/> class.</summary>
    /// <param name="targetHost">Server as <c>host:port</c>.</param>
    public TemporalConnectionOptions(string targetHost) => TargetHost = targetHost;

    /// <summary>
    /// Gets or sets the server as <c>host:port</c>, without a scheme. A missing port means 80, or 443 with TLS.
    /// </summary>
    public string? TargetHost { get; set; }

    /// <summary>Gets or sets TLS. Default null: TLS only when there is an API key.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>Gets or sets how calls are retried. Default null: see <see cref="RpcRetryOptions"/>.</summary>
    public RpcRetryOptions? RpcRetry { get; set; }

    /// <summary>Gets or sets the pings. Default every 30 seconds; null: none.</summary>
    public KeepAliveOptions? KeepAlive { get; set; } = new();

    /// <summary>Gets or sets the proxy. Default null: none.</summary>
    public HttpConnectProxyOptions? HttpConnectProxy { get; set; }

    /// <summary>Gets or sets the compression of requests. Default none.</summary>
    public GrpcCompression GrpcCompression { get; set; } = new GrpcCompression.None();

    /// <summary>
    /// Gets or sets how often the server's name is looked up again. Default null: every 5 minutes.
    /// </summary>
    public DnsLoadBalancingOptions? DnsLoadBalancing { get; set; }

    /// <summary>Gets or sets from which sizes on outgoing data is warned of.</summary>
    public PayloadLimitsOptions PayloadLimits { get; set; } = new();

    /// <summary>Gets or sets headers of every call. Keys in lower case. Default null: none.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string>>? RpcMetadata { get; set; }

    /// <summary>
    /// Gets or sets binary headers of every call. Keys in lower case, ending in <c>-bin</c>. Default null.
    /// </summary>
    public IReadOnlyCollection<KeyValuePair<string, byte[]>>? RpcBinaryMetadata { get; set; }

    /// <summary>
    /// Gets or sets the API key, sent as a bearer token. Default null: none. A key turns TLS on unless
    /// <see cref="TlsOptions.Disabled"/> is set.
    /// </summary>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets who acts, as shown in histories. Default null: process id and machine name.</summary>
    public string? Identity { get; set; }

    /// <summary>Gets or sets the runtime. Default null: <see cref="TemporalRuntime.Default"/>.</summary>
    public TemporalRuntime? Runtime { get; set; }

    /// <summary>Gets or sets the transport in place of sockets: the seam for tests and in-process servers.</summary>
    internal HttpMessageHandler? HttpHandler { get; set; }

    /// <summary>Gets or sets the clock of time limits and retries.</summary>
    internal TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the chance in retry waits, from 0 to 1.</summary>
    internal Func<double> Chance { get; set; } = Random.Shared.NextDouble;

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (TemporalConnectionOptions)MemberwiseClone();
        copy.Tls = (TlsOptions?)Tls?.Clone();
        copy.RpcRetry = (RpcRetryOptions?)RpcRetry?.Clone();
        copy.KeepAlive = (KeepAliveOptions?)KeepAlive?.Clone();
        copy.HttpConnectProxy = (HttpConnectProxyOptions?)HttpConnectProxy?.Clone();
        copy.DnsLoadBalancing = (DnsLoadBalancingOptions?)DnsLoadBalancing?.Clone();
        copy.PayloadLimits = (PayloadLimitsOptions)PayloadLimits.Clone();
        return copy;
    }
}
