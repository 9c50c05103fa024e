using System.Globalization;
using DirectedExecution.Domain.Directives;

namespace DirectedExecution.Bench;

/// <summary>
/// One run that goes on and on: what a directive costs when the ledger is long, beside what it cost at first (R49). The
/// run continues as new as often as the server tells it to; the ledger's older entries lie in the audit store then.
/// </summary>
internal static class LongLedger
{
    /// <summary>Directives of which one line tells.</summary>
    private const int Window = 400;

    /// <summary>Lines of a table; windows between them are run and not told.</summary>
    private const int Lines = 12;

    public static async Task RunAsync(TextWriter output, BenchOptions options, int entries)
    {
        foreach (var kind in options.Servers)
        {
            await output.WriteLineAsync($"\n{kind}, {(options.IsDurable ? "on a database file" : "in memory")}\n");
            await output.WriteLineAsync("| entries | directive, p50 | directive, p95 | runs of the chain | bytes of the last carry-over |");
            await output.WriteLineAsync("|---|---|---|---|---|");
            await Round.WithWorkerAsync(kind, options, async (client, queue) =>
            {
                var run = await MeasuredRun.OpenAsync(client, queue);
                var next = 0L;
                while (run.Head.Sequence < entries)
                {
                    var times = new List<double>();
                    for (var i = 0; i < Window; i++)
                    {
                        times.Add((await run.InstructAsync(i % 2 == 0 ? new Instruction.Pause() : new Instruction.Resume())).Whole);
                    }

                    if (run.Head.Sequence >= next)
                    {
                        next += entries / Lines;
                        var (chain, bytes) = await Chain.OfAsync(client, run.Handle.Id);
                        await output.WriteLineAsync(string.Create(
                            CultureInfo.InvariantCulture,
                            $"| {run.Head.Sequence} | {Quantiles.Of(times, 0.5):0.0} ms | {Quantiles.Of(times, 0.95):0.0} ms | {chain} | {bytes} |"));
                    }
                }

                await run.Handle.TerminateAsync("measured");
            });
        }
    }
}
