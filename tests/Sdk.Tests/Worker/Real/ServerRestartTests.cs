using Sdk.Tests.Worker.Fakes;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Tests.Support;

namespace Sdk.Tests.Worker.Real;

/// <summary>A worker outlives its server.</summary>
public sealed class ServerRestartTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [SkippableFact]
    public async Task Server_KilledAndStartedAgain_FindsTheWorkerAtWork()
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        var folder = Directory.CreateTempSubdirectory("worker-test-");
        try
        {
            await RestartAsync(Path.Combine(folder.FullName, "server.db"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task RestartAsync(string file)
    {
        var server = await RealServer.StartAsync(new() { DatabaseFile = file });
        var run = await RealRun.ConnectAsync(server);
        var logs = new LogList();
        var started = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var worker = run.StartWorker(
            o => o.AddWorkflow<Desk>().AddActivity([Activity("Answer")] async (string name, string word) =>
            {
                if (word == "slow")
                {
                    started.SetResult();
                    await release.Task;
                }
                return $"{name}:{word}";
            }),
            logs);
        var handle = await run.Client.StartWorkflowAsync((Desk d) => d.RunAsync("a"), run.Options());
        await handle.SignalAsync(d => d.SayAsync("one"));
        await RealRun.EventAsync(handle, EventType.ActivityTaskCompleted);
        await handle.SignalAsync(d => d.SayAsync("slow"));
        await started.Task.WaitAsync(Limit);

        await server.KillAsync();
        release.SetResult();
        await logs.WaitForAsync(eventId: 26, Limit);
        await using var again = await RealServer.StartAsync(new() { DatabaseFile = file, Port = server.Port });
        await server.DisposeAsync();

        await handle.SignalAsync(d => d.SayAsync("two"));
        await handle.SignalAsync(d => d.CloseAsync());
        Assert.Equal("a:one a:slow a:two", await handle.GetResultAsync().WaitAsync(Limit));
        Assert.Equal(0, await RealRun.CountAsync(handle, EventType.ActivityTaskTimedOut));
        Assert.False(worker.Execution.IsCompleted);
        await worker.StopAsync();

        // Two groups of pollers, each says once that it fails and once that it works again.
        Assert.InRange(logs.Count(1), 1, 2);
        Assert.Equal(logs.Count(1), logs.Count(3));
    }
}
