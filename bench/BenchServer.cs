using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Temporalio.Client;
using Tests.Support;

namespace DirectedExecution.Bench;

/// <summary>One server as a process, timed from its start to its first answer.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    public const string Embedded = "embedded";
    public const string Reference = "reference";

    private readonly Process process;

    private BenchServer(Process process, string address, TimeSpan startup)
    {
        this.process = process;
        Address = address;
        Startup = startup;
    }

    public static IReadOnlyList<string> Available { get; } =
        RealServer.WhyMissing is null ? [Embedded, Reference] : [Embedded];

    public string Address { get; }

    /// <summary>From starting the process to the first answer of GetSystemInfo.</summary>
    public TimeSpan Startup { get; }

    /// <summary>Resident memory now, in MiB.</summary>
    public double ResidentMebibytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    public static async Task<BenchServer> StartAsync(string kind, string? databaseFile)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        string[] storage = databaseFile is not null ? ["--db-filename", databaseFile] : kind == Embedded ? ["--in-memory"] : [];
        string[] arguments =
        [
            "server", "start-dev", "--headless", "--ip", "127.0.0.1", "--port", port, "--log-level", "error", .. storage,
        ];
        var start = kind == Embedded
            ? new ProcessStartInfo("dotnet", [EmbeddedProgram(), .. arguments])
            : new ProcessStartInfo(RealServer.FindProgram(), arguments);
        start.RedirectStandardOutput = true;
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var address = $"127.0.0.1:{port}";
        while (!await AnswersAsync(address))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The {kind} server ended with {process.ExitCode}.");
            }

            await Task.Delay(5);
        }

        return new(process, address, clock.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(string address)
    {
        try
        {
            await TemporalConnection.ConnectAsync(new(address));
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private static string EmbeddedProgram()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        for (var folder = output; folder is not null; folder = folder.Parent)
        {
            var program = Path.Combine(
                folder.FullName, "dev-server", "bin", output.Parent!.Name, output.Name, "DirectedExecution.DevServer.dll");
            if (File.Exists(program))
            {
                return program;
            }
        }

        throw new FileNotFoundException("The embedded server is not built.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
