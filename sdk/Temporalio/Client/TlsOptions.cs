namespace Temporalio.Client;

/// <summary>
/// TLS of a connection. An instance with nothing set means TLS with the certificates that the system trusts.
/// </summary>
public class TlsOptions : ICloneable
{
    /// <summary>Gets or sets the root certificates to trust, as PEM. Default null: those of the system.</summary>
    public byte[]? ServerRootCACert { get; set; }

    /// <summary>
    /// Gets or sets the name to expect in the server's certificate and to send (SNI). Default null: the host.
    /// </summary>
    public string? Domain { get; set; }

    /// <summary>Gets or sets the client certificate with its chain, as PEM. Only together with the key.</summary>
    public byte[]? ClientCert { get; set; }

    /// <summary>Gets or sets the key of the client certificate, as PEM.</summary>
    public byte[]? ClientPrivateKey { get; set; }

    /// <summary>Gets or sets a value indicating whether TLS is off, even where an API key would turn it on.</summary>
    public bool Disabled { get; set; }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
