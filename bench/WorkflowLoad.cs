using System.Diagnostics;
using Temporalio.Client;
using Temporalio.Worker;

namespace DirectedExecution.Bench;

/// <summary>Workflows with one activity: many at once, and one after the other.</summary>
internal static class WorkflowLoad
{
    private const int Sequential = 40;

    public static async Task<IReadOnlyList<Sample>> RunAsync(ITemporalClient client, BenchOptions options)
    {
        var queue = $"bench-{Guid.NewGuid():N}";
        using var worker = new TemporalWorker(
            client, new TemporalWorkerOptions(queue).AddWorkflow<OneActivity>().AddActivity(OneActivity.Greet));
        return await worker.ExecuteAsync(() => MeasureAsync(client, queue, options));
    }

    private static async Task<IReadOnlyList<Sample>> MeasureAsync(ITemporalClient client, string queue, BenchOptions options)
    {
        await RunOneAsync(client, queue);
        var single = new List<double>();
        for (var i = 0; i < Sequential; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            await RunOneAsync(client, queue);
            single.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        var all = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, options.Workflows),
            new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency },
            async (_, _) => await RunOneAsync(client, queue));
        var seconds = Stopwatch.GetElapsedTime(all).TotalSeconds;
        return
        [
            new(string.Empty, "one workflow with one activity, p50", "ms", single.Order().ElementAt(Sequential / 2)),
            new(string.Empty, $"workflows with one activity, {options.Concurrency} at once", "per second", options.Workflows / seconds),
        ];
    }

    private static Task<string> RunOneAsync(ITemporalClient client, string queue) => client.ExecuteWorkflowAsync(
        (OneActivity workflow) => workflow.RunAsync("bench"), new(id: $"bench-{Guid.NewGuid():N}", taskQueue: queue));
}
