using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Temporalio.Client.Rpc;

/// <summary>The socket handler of a connection: HTTP/2 with pings, TLS and proxy as the options say.</summary>
internal static class RpcHttpHandler
{
    /// <summary>A server that takes no connection at all is given up sooner than one that answers slowly.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Connections are renewed now and then so that changed addresses are found.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static SocketsHttpHandler Create(TemporalConnectionOptions options, RpcTarget target)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = options.DnsLoadBalancing?.ResolutionInterval ?? ConnectionLifetime,
            AutomaticDecompression = DecompressionMethods.None,
            AllowAutoRedirect = false,
            UseCookies = false,

            // A proxy is used only when it is asked for, as in the official SDK.
            UseProxy = false,
            ActivityHeadersPropagator = null,
        };
        if (options.KeepAlive is { } pings)
        {
            handler.KeepAlivePingDelay = pings.Interval;
            handler.KeepAlivePingTimeout = pings.Timeout;
            handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always;
        }

        if (options.HttpConnectProxy is { } proxy)
        {
            handler.UseProxy = true;
            handler.Proxy = new WebProxy($"http://{proxy.TargetHost}")
            {
                Credentials = proxy.BasicAuth is { } auth ? new NetworkCredential(auth.User, auth.Password) : null,
            };
        }

        if (target.IsTls)
        {
            handler.SslOptions = CreateTls(options.Tls ?? new(), target);
        }

        return handler;
    }

    private static SslClientAuthenticationOptions CreateTls(TlsOptions options, RpcTarget target)
    {
        if (options.ClientCert is null != options.ClientPrivateKey is null)
        {
            throw new ArgumentException("TLS client certificate and key must be given both or not at all");
        }

        var tls = new SslClientAuthenticationOptions { TargetHost = target.Domain ?? target.BaseAddress.Host };
        try
        {
            if (options.ServerRootCACert is { } roots)
            {
                tls.CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                };
                tls.CertificateChainPolicy.CustomTrustStore.ImportFromPem(Encoding.UTF8.GetString(roots));
                if (tls.CertificateChainPolicy.CustomTrustStore.Count == 0)
                {
                    throw new ArgumentException("TLS root certificates hold no certificate in PEM form");
                }
            }

            if (options.ClientCert is { } certificate)
            {
                tls.ClientCertificateContext = LoadClientCertificate(certificate, options.ClientPrivateKey!);
            }
        }
        catch (CryptographicException damaged)
        {
            throw new ArgumentException($"TLS certificate or key cannot be read: {damaged.Message}", damaged);
        }

        return tls;
    }

    private static SslStreamCertificateContext LoadClientCertificate(byte[] certificate, byte[] key)
    {
        var pem = Encoding.UTF8.GetString(certificate);
        using var loaded = X509Certificate2.CreateFromPem(pem, Encoding.UTF8.GetString(key));

        // Windows cannot use a key that exists in memory only: the detour over PKCS#12 makes it usable everywhere.
        var own = X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), null);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(pem);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }
}
