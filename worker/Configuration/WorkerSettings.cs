using DirectedExecution.Activities.Annex;
using DirectedExecution.Activities.Isolation;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Worker.Configuration;

/// <summary>What worker, CLI and embedded server need to know of each other and of this machine.</summary>
public sealed record WorkerSettings
{
    /// <summary>Host and port of the Temporal server. Default: 127.0.0.1:7233.</summary>
    public string Address { get; init; } = "127.0.0.1:7233";

    /// <summary>Namespace on that server. Default: default.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Queue that the worker polls. Default: directed-execution.</summary>
    public string TaskQueue { get; init; } = RunContract.DefaultTaskQueue;

    /// <summary>API key for the server; with one, TLS is used unless it is off. Default: none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>TLS to the server. Default: none without an API key.</summary>
    public TlsSettings Tls { get; init; } = new();

    /// <summary>Encryption of what the server keeps. Default: none.</summary>
    public EncryptionSettings? Encryption { get; init; }

    /// <summary>Where the embedded server keeps everything. Default: .directed/server.db.</summary>
    public string DatabaseFile { get; init; } = ".directed/server.db";

    /// <summary>The audit store. Default: .directed/audit.db.</summary>
    public string AuditFile { get; init; } = ".directed/audit.db";

    /// <summary>The annex for sensitive evidence; made at its first use. Default: .directed/annex.db.</summary>
    public string AnnexFile { get; init; } = ".directed/annex.db";

    /// <summary>Folder that tools may touch; made when it is missing. Default: .directed.</summary>
    public string WorkingRoot { get; init; } = ".directed";

    /// <summary>Programs that steps may start besides dotnet: name and absolute path. Default: none.</summary>
    public IReadOnlyDictionary<string, string> Executables { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The audit store on a PostgreSQL server instead. Default: none, it is the file.</summary>
    public DatabaseOptions? AuditDatabase { get; init; }

    /// <summary>The annex on a PostgreSQL server instead. Default: none, it is the file.</summary>
    public DatabaseOptions? AnnexDatabase { get; init; }

    /// <summary>Hosts that HTTP steps may talk to. Default: any that the other rules allow.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>Databases that SQL steps may use, by name. Default: any SQLite file in the working root.</summary>
    public IReadOnlyDictionary<string, DatabaseOptions>? Databases { get; init; }

    /// <summary>Credentials that steps may name. Default: any variable and file of the worker.</summary>
    public IReadOnlyDictionary<string, CredentialOptions>? Credentials { get; init; }

    /// <summary>Environment variables that steps may set for programs. Default: any but those of loaders.</summary>
    public IReadOnlyList<string>? Variables { get; init; }

    /// <summary>Bytes of one output or reply that are kept. Default: the tools' own, 64 KiB.</summary>
    public int? OutputLimitBytes { get; init; }

    /// <summary>Rows of a query that are kept. Default: the tools' own, 200.</summary>
    public int? RowLimit { get; init; }

    /// <summary>How programs are kept apart from the worker. Default: not, unless a step asks for it.</summary>
    public IsolationOptions? Isolation { get; init; }

    /// <summary>Where OpenTelemetry data goes (OTLP over gRPC). Default: none, nothing is sent.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Verbose, Debug, Information, Warning, Error or Fatal. Default: Information.</summary>
    public string LogLevel { get; init; } = "Information";

    /// <summary>The annex that these settings name. Nothing is opened before its first use.</summary>
    public IAnnexStore AnnexStore(ISecretSource secrets) => AnnexDatabase is { } database
        ? new PostgresAnnex(database, secrets)
        : new AnnexFile(AnnexFile);

    /// <summary>What the tools of this worker may touch. Makes the working root.</summary>
    public ToolOptions ToolOptions()
    {
        var options = new ToolOptions { WorkingRoot = Directory.CreateDirectory(WorkingRoot).FullName };
        var executables = new Dictionary<string, string>(options.Executables, StringComparer.Ordinal);
        foreach (var (name, path) in Executables)
        {
            executables[name] = path;
        }

        try
        {
            return (options with
            {
                Executables = executables,
                Hosts = Hosts,
                Databases = Databases,
                Credentials = Credentials,
                Variables = Variables,
                Isolation = Isolation ?? options.Isolation,
                OutputLimitBytes = OutputLimitBytes ?? options.OutputLimitBytes,
                RowLimit = RowLimit ?? options.RowLimit,
            }).Validate();
        }
        catch (ArgumentException fault)
        {
            throw new SettingsException(fault.Message);
        }
    }
}
