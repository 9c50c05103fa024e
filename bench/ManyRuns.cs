using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Views;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace DirectedExecution.Bench;

/// <summary>
/// Many runs open while the worker is replaced: how long until each lead has an answer again, when all ask at once, and
/// what a directive costs then. A worker that comes new has to replay every run.
/// </summary>
internal static class ManyRuns
{
    private const int DirectivesEach = 20;

    public static async Task RunAsync(TextWriter output, BenchOptions options, int runs)
    {
        await output.WriteLineAsync("| server | runs | events each | all asked at once: first answer | p50 | last | directive to each, p50 | p95 | tasks that failed or timed out |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|---|");
        foreach (var kind in options.Servers)
        {
            await Round.WithServerAsync(kind, options, async settings =>
            {
                var open = new List<MeasuredRun>();
                await Round.WithWorkerAsync(settings, async (client, queue) => open.AddRange(
                    await AtOnceAsync(Enumerable.Range(0, runs), _ => OpenAsync(client, queue))));

                await Round.WithWorkerAsync(settings, async (_, _) =>
                {
                    var clock = Stopwatch.GetTimestamp();
                    var answers = await AtOnceAsync(open, async run =>
                    {
                        await run.Handle.QueryAsync<RunStatusView>(RunContract.StatusQuery, []);
                        return Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
                    });
                    var directives = await AtOnceAsync(
                        open, async run => (await run.InstructAsync(new Instruction.Pause())).Whole);
                    var (events, failures) = await HistoriesAsync(open);
                    await output.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {kind} | {runs} | {events} | {answers.Min():0} ms | {Quantiles.Of(answers, 0.5):0} ms | {answers.Max():0} ms " +
                        $"| {Quantiles.Of(directives, 0.5):0} ms | {Quantiles.Of(directives, 0.95):0} ms | {failures} |"));
                });
            });
        }
    }

    private static async Task<MeasuredRun> OpenAsync(ITemporalClient client, string queue)
    {
        var run = await MeasuredRun.OpenAsync(client, queue);
        for (var i = 0; i < DirectivesEach; i++)
        {
            await run.InstructAsync(i % 2 == 0 ? new Instruction.Pause() : new Instruction.Resume());
        }

        return run;
    }

    private static async Task<(int Events, int Failures)> HistoriesAsync(IEnumerable<MeasuredRun> runs)
    {
        var histories = await AtOnceAsync(runs, async run => (await run.Handle.FetchHistoryAsync()).Events);
        return (
            histories.Sum(events => events.Count) / histories.Count,
            histories.Sum(events => events.Count(
                one => one.EventType is EventType.WorkflowTaskFailed or EventType.WorkflowTaskTimedOut)));
    }

    private static async Task<IReadOnlyCollection<TResult>> AtOnceAsync<T, TResult>(
        IEnumerable<T> all, Func<T, Task<TResult>> work)
    {
        var results = new ConcurrentBag<TResult>();
        await Task.WhenAll(all.Select(async one => results.Add(await work(one))));
        return results;
    }
}
