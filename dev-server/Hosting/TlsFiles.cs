using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>The server's certificate and key, and whose certificates clients must show.</summary>
/// <param name="Certificate">PEM file with the certificate, and those between it and its root if any.</param>
/// <param name="Key">PEM file with its private key.</param>
/// <param name="ClientCa">PEM file with the roots of clients' certificates; null when clients need none.</param>
internal sealed record TlsFiles(string Certificate, string Key, string? ClientCa)
{
    /// <summary>The files of the options; null for clear text.</summary>
    /// <exception cref="DevServerException">One of them without the other.</exception>
    public static TlsFiles? Of(DevServerOptions options) => options switch
    {
        { TlsCertFile: { } certificate, TlsKeyFile: { } key } =>
            new TlsFiles(certificate, key, options.TlsClientCaFile),
        { TlsCertFile: null, TlsKeyFile: null, TlsClientCaFile: null } => null,
        { TlsCertFile: null } =>
            throw new DevServerException("--tls-cert: the file is missing; TLS needs it and --tls-key."),
        _ => throw new DevServerException("--tls-key: the file is missing; TLS needs it and --tls-cert."),
    };

    /// <exception cref="DevServerException">A file cannot be read, or is not what it should be.</exception>
    public HttpsConnectionAdapterOptions Load()
    {
        var chain = Certificates("--tls-cert", Certificate);
        var options = new HttpsConnectionAdapterOptions
        {
            ServerCertificate = OwnCertificate(),
            ServerCertificateChain = chain,
        };
        if (ClientCa is { } file)
        {
            var roots = Certificates("--tls-client-ca", file);
            options.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            options.ClientCertificateValidation = (shown, sent, _) => IsIssuedBy(roots, shown, sent);
        }

        return options;
    }

    private X509Certificate2 OwnCertificate()
    {
        try
        {
            using var loaded = X509Certificate2.CreateFromPemFile(Certificate, Key);

            // Windows cannot use a key that exists in memory only: the detour over PKCS#12 makes it usable everywhere.
            return X509CertificateLoader.LoadPkcs12(loaded.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new DevServerException(
                $"--tls-key: '{Key}' is not the private key in PEM form of the certificate in '{Certificate}'.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DevServerException($"--tls-key: '{Key}' cannot be read: {fault.Message}", fault);
        }
    }

    private static X509Certificate2Collection Certificates(string flag, string file)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPemFile(file);
        }
        catch (CryptographicException fault)
        {
            throw new DevServerException($"{flag}: '{file}' holds no readable certificate in PEM form.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DevServerException($"{flag}: '{file}' cannot be read: {fault.Message}", fault);
        }

        return found.Count > 0
            ? found
            : throw new DevServerException($"{flag}: '{file}' holds no certificate in PEM form.");
    }

    private static bool IsIssuedBy(X509Certificate2Collection roots, X509Certificate2 shown, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(shown);
    }
}
