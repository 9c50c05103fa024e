using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Encryption;
using Temporalio.Client;

namespace DirectedExecution.Worker.Startup;

/// <summary>How worker and command line reach the Temporal server of the settings: one way for both.</summary>
public static class ServerConnection
{
    /// <exception cref="SettingsException">A certificate or key is missing or cannot be used.</exception>
    public static TemporalClientConnectOptions OptionsFor(WorkerSettings settings) => new(settings.Address)
    {
        Namespace = settings.Namespace,
        ApiKey = settings.ApiKey,
        Tls = TlsOf(settings.Tls, settings.ApiKey),
        DataConverter = ProtectedData.ConverterFor(KeyringReader.Read(settings.Encryption), settings.Namespace),
    };

    private static TlsOptions? TlsOf(TlsSettings tls, string? apiKey)
    {
        var isNamed = tls is not
        {
            ServerName: null, RootCertificate: null, ClientCertificate: null, ClientKey: null,
        };
        if (tls.IsOn == false)
        {
            return isNamed
                ? throw new SettingsException("TLS is off, and yet a certificate, key or server name is given for it.")
                : new TlsOptions { Disabled = true };
        }

        if (tls.ClientCertificate is null != tls.ClientKey is null)
        {
            throw new SettingsException(
                "A client certificate needs its key, and a key its certificate: one is missing.");
        }

        return tls.IsOn == true || isNamed || apiKey is not null
            ? new TlsOptions
            {
                Domain = tls.ServerName,
                ServerRootCACert = Read(tls.RootCertificate),
                ClientCert = Read(tls.ClientCertificate),
                ClientPrivateKey = Read(tls.ClientKey),
            }
            : null;
    }

    private static byte[]? Read(string? file)
    {
        try
        {
            return file is null ? null : File.ReadAllBytes(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file}: it cannot be read: {fault.Message}");
        }
    }
}
