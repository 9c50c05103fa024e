namespace DevServer.Tests.Clients;

/// <summary>Finds what lies beside the repository: <c>../shared</c>, and through it the official programs.</summary>
internal static class Shared
{
    public const string CliMissing = "the official CLI is not there (../shared/temporal)";

    /// <summary>The root of the repository, from the folder of the tests upward.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The unpacked official CLI; null when ../shared is not there or cannot be unpacked here.</summary>
    public static string? Cli { get; } = FindCli();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DirectedExecution.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No DirectedExecution.sln above {AppContext.BaseDirectory}.");
    }

    private static string? FindCli()
    {
        var unpack = Path.Combine(Root, "..", "shared", "temporal", "unpack");
        if (!OperatingSystem.IsLinux() || !File.Exists(unpack))
        {
            return null;
        }

        var result = Command.RunAsync(unpack, [], Path.GetTempPath()).GetAwaiter().GetResult();
        var cli = Path.Combine(result.Output.Trim(), "temporal");
        return result.ExitCode == 0 && File.Exists(cli) ? cli : null;
    }
}
