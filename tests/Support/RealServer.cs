using System.Diagnostics;

namespace Tests.Support;

/// <summary>The real Temporal server: the judge of client, worker and embedded server.</summary>
public static class RealServer
{
    private static readonly Lazy<Task<ServerProcess>> Shared = new(() => StartAsync());

    private static readonly Lazy<string> Folder = new(Unpack);

    /// <summary>Gets why there is none here; null when there is one.</summary>
    public static string? WhyMissing { get; } = FindReasonMissing();

    /// <summary>One server for all tests of this process that need nothing special: use ids of your own.</summary>
    public static Task<ServerProcess> SharedAsync() => Shared.Value;

    /// <summary>Starts a server and returns when it takes calls.</summary>
    /// <exception cref="InvalidOperationException">There is none here, or it did not start; with its output.</exception>
    public static Task<ServerProcess> StartAsync(ServerProcessOptions? options = null) =>
        ServerProcess.StartAsync(ServerKind.Real, options);

    /// <summary>Where the program is, which is also the official CLI.</summary>
    /// <exception cref="InvalidOperationException">There is none here.</exception>
    public static string FindProgram() => Path.Combine(Folder.Value, "temporal");

    private static string? FindReasonMissing() => SharedFolder.Path is null
        ? SharedFolder.WhyMissing
        : OperatingSystem.IsLinux() ? null : "the reference server is there for Linux only";

    private static string Unpack()
    {
        if (WhyMissing is not null)
        {
            throw new InvalidOperationException($"No reference server: {WhyMissing}");
        }

        var start = new ProcessStartInfo("sh", [Path.Combine(SharedFolder.Path!, "temporal", "unpack")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var unpack = Process.Start(start)!;
        var errors = unpack.StandardError.ReadToEndAsync();
        var folder = unpack.StandardOutput.ReadToEnd().Trim();
        unpack.WaitForExit();
        return unpack.ExitCode == 0
            ? folder
            : throw new InvalidOperationException(
                $"The reference server cannot be unpacked: {errors.GetAwaiter().GetResult()}");
    }
}
