namespace DirectedExecution.Worker.Configuration;

/// <summary>
/// TLS to the Temporal server. Files are PEM; their paths are relative to where the program was started.
/// </summary>
public sealed record TlsSettings
{
    /// <summary>Whether to use TLS. Default: when there is an API key or anything below.</summary>
    public bool? IsOn { get; init; }

    /// <summary>Name to expect in the server's certificate. Default: the host of the address.</summary>
    public string? ServerName { get; init; }

    /// <summary>File with the certificates to trust. Default: those of the system.</summary>
    public string? RootCertificate { get; init; }

    /// <summary>File with this client's own certificate, for servers that ask for one. Default: none.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>File with the key of <see cref="ClientCertificate"/>.</summary>
    public string? ClientKey { get; init; }
}
