using System.Diagnostics;

namespace Workflows.Tests.Support;

/// <summary>Command lines as processes of their own: ours, and the official one.</summary>
internal static class Programs
{
    public static Task<(int Code, string Output)> DirectedAsync(string folder, params string[] arguments) =>
        RunAsync(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "directed.dll"), .. arguments]);

    public static async Task<string> TemporalAsync(string address, params string[] arguments)
    {
        var (code, output) = await RunAsync(
            AppContext.BaseDirectory, RealServer.FindProgram(), ["--address", address, .. arguments]);
        Assert.True(code == 0, output);
        return output;
    }

    private static async Task<(int Code, string Output)> RunAsync(string folder, string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
