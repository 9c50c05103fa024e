using DirectedExecution.Activities.Isolation;

namespace DirectedExecution.Activities.Tools;

/// <summary>What the tools of this worker may touch. Everything not named is refused.</summary>
public sealed record ToolOptions
{
    /// <summary>Relative paths begin here, and no file outside is touched. Default: the current folder.</summary>
    public string WorkingRoot { get; init; } = Environment.CurrentDirectory;

    /// <summary>
    /// Programs that shell and service steps may start: name in the procedure, absolute path here.
    /// Default: "dotnet", the one that runs the worker.
    /// </summary>
    public IReadOnlyDictionary<string, string> Executables { get; init; } = DotnetOnly();

    /// <summary>
    /// Environment variables that started programs inherit; they get no others. Default: what a program needs to start.
    /// </summary>
    public IReadOnlyList<string> InheritedVariables { get; init; } =
        ["SystemRoot", "SystemDrive", "TEMP", "TMP", "TMPDIR", "HOME", "USERPROFILE", "DOTNET_ROOT"];

    /// <summary>
    /// Environment variables that a step may set for the program it starts. Default: any, but never those by which a
    /// loader is made to load something else.
    /// </summary>
    public IReadOnlyList<string>? Variables { get; init; }

    /// <summary>
    /// Hosts (name, or name:port) that HTTP steps may talk to. Default: any that the other rules allow.
    /// </summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>
    /// Databases that SQL steps may use, by name. Default: any SQLite file in the working root, and no server.
    /// </summary>
    public IReadOnlyDictionary<string, DatabaseOptions>? Databases { get; init; }

    /// <summary>
    /// Credentials that steps may name. Default: any variable of the worker and any file that it can read.
    /// </summary>
    public IReadOnlyDictionary<string, CredentialOptions>? Credentials { get; init; }

    /// <summary>Bytes of the largest file that is read or changed. Default: 16 MiB.</summary>
    public int FileLimitBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of one output or reply that are kept. Default: 64 KiB.</summary>
    public int OutputLimitBytes { get; init; } = 64 * 1024;

    /// <summary>Characters of an excerpt. Default: 800.</summary>
    public int ExcerptLimit { get; init; } = 800;

    /// <summary>Rows that a query gives at most. Default: 200.</summary>
    public int RowLimit { get; init; } = 200;

    /// <summary>Longest time of one call, whatever the procedure says. Default: 30 minutes.</summary>
    public TimeSpan LongestTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether HTTP without TLS may leave this machine. Default: false.</summary>
    public bool AllowsPlainHttpBeyondLoopback { get; init; }

    /// <summary>How programs are kept apart from the worker. Default: not, unless a step asks for it.</summary>
    public IsolationOptions Isolation { get; init; } = new();

    /// <summary>Throws when an option makes no sense; called once, where the options come in.</summary>
    public ToolOptions Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(OutputLimitBytes, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(ExcerptLimit, 80);
        ArgumentOutOfRangeException.ThrowIfLessThan(RowLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LongestTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(FileLimitBytes, 1024);
        Isolation.Validate();
        foreach (var (name, database) in Databases ?? new Dictionary<string, DatabaseOptions>())
        {
            database.Validate(name);
        }

        if (Isolation.Programs.Keys.FirstOrDefault(name => !Executables.ContainsKey(name)) is { } stray)
        {
            throw new ArgumentException($"isolation: '{stray}' is not among the executables.");
        }

        foreach (var (name, path) in Executables)
        {
            if (!Path.IsPathFullyQualified(path))
            {
                throw new ArgumentException($"The executable '{name}' needs an absolute path, not '{path}'.");
            }
        }

        return Directory.Exists(WorkingRoot)
            ? this with { WorkingRoot = Path.GetFullPath(WorkingRoot) }
            : throw new ArgumentException($"The working root '{WorkingRoot}' is no folder.");
    }

    private static Dictionary<string, string> DotnetOnly()
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? FindHost();
        return host is null ? [] : new(StringComparer.Ordinal) { ["dotnet"] = host };
    }

    /// <summary>The runtime stands in "(dotnet)/shared/Microsoft.NETCore.App/(version)".</summary>
    private static string? FindHost()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var root = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        var host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(host) ? host : null;
    }
}
