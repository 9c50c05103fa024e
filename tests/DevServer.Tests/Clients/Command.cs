using System.Diagnostics;

namespace DevServer.Tests.Clients;

/// <summary>Runs a program to its end, within a bound.</summary>
internal sealed record Command(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromMinutes(2);

    /// <exception cref="TimeoutException">It did not end; it was killed.</exception>
    public static async Task<Command> RunAsync(
        string program, IEnumerable<string> arguments, string folder, TimeSpan? patience = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var bound = new CancellationTokenSource(patience ?? DefaultPatience);
        try
        {
            await process.WaitForExitAsync(bound.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {patience ?? DefaultPatience}: {await output}{await error}");
        }

        return new Command(process.ExitCode, await output, await error);
    }
}
