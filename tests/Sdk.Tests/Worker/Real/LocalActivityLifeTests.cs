using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Worker;

namespace Sdk.Tests.Worker.Real;

/// <summary>Local activities of workflows on the reference server.</summary>
public sealed class LocalActivityLifeTests
{
    private readonly LocalDeskActivities activities = new();

    [SkippableTheory]
    [InlineData(10000)]
    [InlineData(0)]
    public async Task LocalActivities_WithAnyCache_LeaveOnlyMarkers(int cached)
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(o => Configure(o, cached), async () =>
        {
            var handle = await run.Client.StartWorkflowAsync((LocalDesk d) => d.RunAsync("Twice", 2), run.Options());
            await handle.SignalAsync(d => d.DoAsync("Fail", 3));
            await handle.SignalAsync(d => d.CloseAsync());
            Assert.Equal("4 no 3", await handle.GetResultAsync());
            var events = (await handle.FetchHistoryAsync()).Events;
            Assert.Equal(2, events.Count(e => e.EventType == EventType.MarkerRecorded));
            Assert.DoesNotContain(events, e => e.EventType == EventType.ActivityTaskScheduled);
            Assert.Equal(3, activities.Begun);
            await ReplayAsync(handle);
        });
    }

    [SkippableFact]
    public async Task LocalActivity_LongerThanItsTaskWithoutACache_GoesOnOverTheNext()
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(o => Configure(o, cached: 0), async () =>
        {
            var handle = await StartWaitingAsync(run);
            await RealRun.EventAsync(handle, EventType.WorkflowTaskStarted, 2);
            activities.Open();
            await handle.SignalAsync(d => d.CloseAsync());
            Assert.Equal("waited 1", await handle.GetResultAsync());
            await ReplayAsync(handle);
        });
    }

    [SkippableFact]
    public async Task Worker_ThatStops_GivesTheTaskToTheNextAtOnce()
    {
        var run = await RealRun.ConnectAsync();
        WorkflowHandle<LocalDesk, string>? handle = null;
        await run.WithWorkerAsync(o => Configure(o), async () =>
        {
            handle = await run.Client.StartWorkflowAsync((LocalDesk d) => d.RunAsync("Wait", 1), run.Options());
            await activities.Waiting.Task;
        });
        activities.Open();
        await run.WithWorkerAsync(o => Configure(o), async () =>
        {
            await handle!.SignalAsync(d => d.CloseAsync());
            Assert.Equal("waited 1", await handle.GetResultAsync());
            Assert.Equal(2, activities.Begun);
            Assert.Equal(0, await RealRun.CountAsync(handle, EventType.WorkflowTaskTimedOut));
            await ReplayAsync(handle);
        });
    }

    private static async Task<WorkflowHandle<LocalDesk, string>> StartWaitingAsync(RealRun run)
    {
        var options = run.Options();
        options.TaskTimeout = TimeSpan.FromSeconds(2);
        return await run.Client.StartWorkflowAsync((LocalDesk d) => d.RunAsync("Wait", 1), options);
    }

    private static async Task ReplayAsync(WorkflowHandle handle) =>
        await new WorkflowReplayer(new WorkflowReplayerOptions().AddWorkflow<LocalDesk>())
            .ReplayWorkflowAsync(await handle.FetchHistoryAsync());

    private void Configure(TemporalWorkerOptions options, int cached = 10000)
    {
        options.MaxCachedWorkflows = cached;
        options.AddWorkflow<LocalDesk>().AddAllActivities(activities);
    }
}
