using System.Diagnostics;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Views;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Client;

namespace DirectedExecution.Bench;

/// <summary>
/// A lead who pauses and resumes a run, one directive after the other: how long until each stands in the ledger, as the
/// ledger query shows it.
/// </summary>
internal static class DirectiveLoad
{
    private const int WarmUp = 20;

    /// <param name="client">Knows the server, and the keys.</param>
    /// <param name="taskQueue">Where the worker is.</param>
    /// <param name="suffix">What sets these figures apart from others of the kind.</param>
    /// <param name="options">How many.</param>
    public static async Task<IReadOnlyList<Sample>> RunAsync(
        ITemporalClient client, string taskQueue, string suffix, BenchOptions options)
    {
        var run = await MeasuredRun.OpenAsync(client, taskQueue);
        var total = new List<double>();
        var afterAcknowledgement = new List<double>();
        for (var i = 0; i < WarmUp + options.Directives; i++)
        {
            var (whole, rest) = await run.InstructAsync(i % 2 == 0 ? new Instruction.Pause() : new Instruction.Resume());
            if (i >= WarmUp)
            {
                total.Add(whole);
                afterAcknowledgement.Add(rest);
            }
        }

        var status = new List<double>();
        for (var i = 0; i < options.Directives; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            await run.Handle.QueryAsync<RunStatusView>(RunContract.StatusQuery, []);
            status.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        await run.Handle.TerminateAsync("measured");
        return
        [
            new(string.Empty, $"directive sent to visible in the ledger{suffix}, p50", "ms", Quantiles.Of(total, 0.50)),
            new(string.Empty, $"directive sent to visible in the ledger{suffix}, p95", "ms", Quantiles.Of(total, 0.95)),
            new(string.Empty, $"directive accepted to visible in the ledger{suffix}, p50", "ms", Quantiles.Of(afterAcknowledgement, 0.50)),
            new(string.Empty, $"directive accepted to visible in the ledger{suffix}, p95", "ms", Quantiles.Of(afterAcknowledgement, 0.95)),
            new(string.Empty, $"status query{suffix}, p50", "ms", Quantiles.Of(status, 0.50)),
            new(string.Empty, $"status query{suffix}, p95", "ms", Quantiles.Of(status, 0.95)),
        ];
    }
}
