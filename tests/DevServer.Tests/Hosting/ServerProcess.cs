using System.Diagnostics;

namespace DevServer.Tests.Hosting;

/// <summary>The server as a process of its own, to be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Prefix = "Server: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process process;

    private ServerProcess(Process process, string address)
    {
        this.process = process;
        Address = address;
    }

    public string Address { get; }

    public static async Task<ServerProcess> StartAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "DirectedExecution.DevServer.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, "server", "start-dev", "--port", "0", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        if (line?.StartsWith(Prefix, StringComparison.Ordinal) != true)
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
            throw new InvalidOperationException($"The server did not start: {line} {await process.StandardError.ReadToEndAsync()}");
        }

        return new ServerProcess(process, line[Prefix.Length..]);
    }

    /// <summary>kill -9: no handler runs, nothing is flushed by the process.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>SIGTERM, as a test environment or a service manager sends it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        var number = process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-TERM", number]);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }
}
