using System.Diagnostics;

namespace DirectedExecution.Cli.Processes;

/// <summary>How to start this program, or a program built along with it, once more.</summary>
internal static class SelfCommand
{
    /// <summary>The .NET host: this process, when it is one, or the one that its environment names.</summary>
    public static string DotnetHost { get; } = FindHost();

    public static ProcessStartInfo Of(params string[] arguments) => OfAssembly("directed", arguments);

    /// <summary>An assembly of that name beside this one.</summary>
    public static ProcessStartInfo OfAssembly(string name, params string[] arguments)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        return new ProcessStartInfo(DotnetHost, [assembly, .. arguments]);
    }

    private static string FindHost()
    {
        if (Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet")
        {
            return self;
        }

        // The runtime lies in HOST/shared/Microsoft.NETCore.App/VERSION.
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var beside = runtime is null ? null : Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", name));
        return Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? (File.Exists(beside) ? beside : name);
    }
}
