using System.Diagnostics;

namespace Conformance.Tests.Servers;

/// <summary>Where the two programs are.</summary>
internal static class ServerPrograms
{
    private static readonly Lazy<string?> Real = new(Unpack);

    /// <summary>Why a server cannot be had here, or null when it can.</summary>
    public static string? Missing(ServerKind kind) =>
        kind == ServerKind.Real && Real.Value is null ? "The reference server (../shared/temporal) is not here." : null;

    public static string File(ServerKind kind) => kind == ServerKind.Embedded ? "dotnet" : Path.Combine(Real.Value!, "temporal");

    public static string[] Prefix(ServerKind kind) => kind == ServerKind.Embedded ? [EmbeddedDll()] : [];

    private static string EmbeddedDll()
    {
        // tests/X/bin/<configuration>/<framework>/ beside dev-server/bin/<configuration>/<framework>/
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(
            Root(), "dev-server", "bin", output.Parent!.Name, output.Name, "DirectedExecution.DevServer.dll");
        return System.IO.File.Exists(path) ? path : throw new FileNotFoundException("The embedded server is not built.", path);
    }

    private static string? Unpack()
    {
        var script = Path.Combine(Root(), "..", "shared", "temporal", "unpack");
        if (!OperatingSystem.IsLinux() || !System.IO.File.Exists(script))
        {
            return null;
        }

        using var unpack = Process.Start(new ProcessStartInfo("sh", [script]) { RedirectStandardOutput = true })!;
        var folder = unpack.StandardOutput.ReadToEnd().Trim();
        unpack.WaitForExit();
        return unpack.ExitCode == 0 ? folder : null;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "DirectedExecution.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("DirectedExecution.sln was not found above the tests.");
    }
}
