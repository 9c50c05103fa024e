using System.Diagnostics;
using Temporalio.Client;
using Tests.Support;

namespace DirectedExecution.Bench;

/// <summary>One server as a process, timed from its start to its first answer.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    public const string Embedded = "embedded";
    public const string Reference = "reference";

    private readonly ServerProcess process;

    private BenchServer(ServerProcess process, TimeSpan startup)
    {
        this.process = process;
        Startup = startup;
    }

    public static IReadOnlyList<string> Available { get; } =
        RealServer.WhyMissing is null ? [Embedded, Reference] : [Embedded];

    public string Address => process.Address;

    /// <summary>From starting the process to the first answer of GetSystemInfo.</summary>
    public TimeSpan Startup { get; }

    /// <summary>Resident memory now, in MiB.</summary>
    public double ResidentMebibytes => process.ResidentBytes / 1024.0 / 1024.0;

    public static async Task<BenchServer> StartAsync(string kind, string? databaseFile)
    {
        // A port chosen here for both: then an answer is asked for from the first moment on, not from the ready line.
        var options = new ServerProcessOptions { Port = LoopbackPort.FindFree(), DatabaseFile = databaseFile };
        if (kind == Reference)
        {
            // Unpacked, once, before the clock runs.
            RealServer.FindProgram();
        }

        var clock = Stopwatch.StartNew();
        var process = ServerProcess.Launch(kind == Embedded ? ServerKind.Embedded : ServerKind.Real, options);
        while (!await AnswersAsync(process.Address))
        {
            if (process.HasEnded)
            {
                var output = process.Output;
                await process.DisposeAsync();
                throw new InvalidOperationException($"The {kind} server ended: {output}");
            }

            await Task.Delay(5);
        }

        return new(process, clock.Elapsed);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

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
}
