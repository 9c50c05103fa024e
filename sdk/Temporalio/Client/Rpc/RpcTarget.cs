using System.Globalization;

namespace Temporalio.Client.Rpc;

/// <summary>Where a connection goes, worked out of the options once.</summary>
internal sealed record RpcTarget(Uri BaseAddress, bool IsTls, string? Domain)
{
    /// <summary>Checks the options as far as the address and TLS go.</summary>
    /// <exception cref="ArgumentException">Something is missing or contradicts.</exception>
    public static RpcTarget From(TemporalConnectionOptions options)
    {
        var host = options.TargetHost;
        if (string.IsNullOrWhiteSpace(host))
        {
            throw new ArgumentException("TargetHost is required, as host:port");
        }

        if (host.Contains("://", StringComparison.Ordinal))
        {
            throw new ArgumentException($"TargetHost must be host:port without a scheme, got '{host}'");
        }

        var isTls = options.Tls is { } tls ? !tls.Disabled : !string.IsNullOrEmpty(options.ApiKey);
        if (!Uri.TryCreate($"{(isTls ? "https" : "http")}://{host}", UriKind.Absolute, out var address) ||
            address.Host.Length == 0 || address.PathAndQuery != "/" || address.UserInfo.Length > 0)
        {
            throw new ArgumentException($"TargetHost must be host:port, got '{host}'");
        }

        return new(address, isTls, isTls ? options.Tls?.Domain : null);
    }

    /// <summary>The server as people know it, with the port that is really used.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{BaseAddress.Host}:{BaseAddress.Port}");
}
