using System.Net;

namespace DirectedExecution.Activities.Tools;

/// <summary>One database that SQL steps may use, by name: an SQLite file, or a role on a PostgreSQL server.</summary>
public sealed record DatabaseOptions
{
    /// <summary>The SQLite file, from the working root. Default: none, it is a PostgreSQL database.</summary>
    public string? File { get; init; }

    /// <summary>Host name, address, or folder of a Unix socket. Default: 127.0.0.1.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Default: 5432.</summary>
    public int Port { get; init; } = 5432;

    /// <summary>The database on the server; needed.</summary>
    public string Database { get; init; } = string.Empty;

    /// <summary>The role; needed. What it may not do, no step can.</summary>
    public string User { get; init; } = string.Empty;

    /// <summary>Where the role's password is to be had, unless the step names one. Default: none.</summary>
    public string? Credential { get; init; }

    /// <summary>Default: off on this machine, the whole proof beyond it.</summary>
    public DatabaseTls? Tls { get; init; }

    /// <summary>File with the authority's certificate. Default: the system's authorities.</summary>
    public string? RootCertificate { get; init; }

    /// <summary>File with this client's certificate, and its key. Default: none.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>File with the key of the client's certificate. Default: none.</summary>
    public string? ClientKey { get; init; }

    /// <summary>Refuses actions whatever the role may do. Default: false.</summary>
    public bool IsReadOnly { get; init; }

    internal bool IsOnThisMachine => Host.StartsWith('/')
        || string.Equals(Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    internal DatabaseTls EffectiveTls => Tls ?? (IsOnThisMachine ? DatabaseTls.Off : DatabaseTls.VerifyFull);

    /// <summary>Throws when it makes no sense.</summary>
    public void Validate(string name)
    {
        if (File is not null)
        {
            return;
        }

        if (Database.Length == 0 || User.Length == 0)
        {
            throw new ArgumentException($"The database '{name}' needs 'file', or 'database' and 'user'.");
        }

        if (Port is < 1 or > 65535)
        {
            throw new ArgumentException($"The database '{name}' has the port {Port}, which there cannot be.");
        }

        if (EffectiveTls == DatabaseTls.Off && !IsOnThisMachine)
        {
            throw new ArgumentException(
                $"The database '{name}' at {Host} is beyond this machine and needs TLS: verifyCa or verifyFull.");
        }
    }
}
