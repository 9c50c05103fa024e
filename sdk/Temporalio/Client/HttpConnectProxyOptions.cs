namespace Temporalio.Client;

/// <summary>HTTP CONNECT proxy on the way to the server.</summary>
public class HttpConnectProxyOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="HttpConnectProxyOptions"/> class.</summary>
    public HttpConnectProxyOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="HttpConnectProxyOptions"/> class.</summary>
    /// <param name="targetHost">Proxy as <c>host:port</c>.</param>
    public HttpConnectProxyOptions(string targetHost) => TargetHost = targetHost;

    /// <summary>Gets or sets the proxy as <c>host:port</c>.</summary>
    public string? TargetHost { get; set; }

    /// <summary>Gets or sets user and password. Default null: none.</summary>
    public (string User, string Password)? BasicAuth { get; set; }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
