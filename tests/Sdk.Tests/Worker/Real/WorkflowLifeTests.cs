using Sdk.Tests.Worker.Fakes;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Sdk.Tests.Worker.Real;

/// <summary>Workflows on the reference server.</summary>
public sealed class WorkflowLifeTests
{
    private static readonly string[] Hello = ["a:hello"];

    [SkippableTheory]
    [InlineData(10000)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Desk_WithAnyCache_AnswersSignalsAndQueries(int cached)
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(o => Configure(o, cached), async () =>
        {
            var handle = await run.Client.StartWorkflowAsync((Desk d) => d.RunAsync("a"), run.Options());
            await handle.SignalAsync(d => d.SayAsync("hello"));
            await RealRun.EventAsync(handle, EventType.ActivityTaskCompleted);
            Assert.Equal(Hello, await handle.QueryAsync(d => d.Said()));
            await handle.SignalAsync(d => d.SayAsync("bye"));
            await handle.SignalAsync(d => d.CloseAsync());
            Assert.Equal("a:hello a:bye", await handle.GetResultAsync());

            // The run is closed and dropped: the question makes it again from its history.
            Assert.Equal(2, (await handle.QueryAsync(d => d.Said())).Count);
        });
    }

    [SkippableTheory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(2, 5)]
    [InlineData(0, 3)]
    public async Task ManyDesks_WithASmallCache_AllEnd(int cached, int slots)
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(
            o =>
            {
                Configure(o, cached);
                o.MaxConcurrentWorkflowTasks = slots;
                o.MaxConcurrentWorkflowTaskPolls = 2;
            },
            async () =>
            {
                var desks = await Task.WhenAll(Enumerable.Range(0, 20).Select(
                    i => run.Client.StartWorkflowAsync((Desk d) => d.RunAsync($"{i}"), run.Options())));
                await Task.WhenAll(desks.Select(d => d.SignalAsync(x => x.SayAsync("one"))));
                await Task.WhenAll(desks.Select(d => d.QueryAsync(x => x.Said())));
                await Task.WhenAll(desks.Select(d => d.SignalAsync(x => x.SayAsync("two"))));
                await Task.WhenAll(desks.Select(d => d.SignalAsync(x => x.CloseAsync())));
                var results = await Task.WhenAll(desks.Select(d => d.GetResultAsync()));
                Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}:one {i}:two"), results);
            });
    }

    [SkippableFact]
    public async Task Worker_Restarted_ContinuesFromHistory()
    {
        var run = await RealRun.ConnectAsync();
        WorkflowHandle<Desk, string>? handle = null;
        await run.WithWorkerAsync(o => Configure(o), async () =>
        {
            handle = await run.Client.StartWorkflowAsync((Desk d) => d.RunAsync("a"), run.Options());
            await handle.SignalAsync(d => d.SayAsync("hello"));
            await RealRun.EventAsync(handle, EventType.ActivityTaskCompleted);
        });
        await handle!.SignalAsync(d => d.SayAsync("again"));
        await run.WithWorkerAsync(o => Configure(o), async () =>
        {
            await handle.SignalAsync(d => d.CloseAsync());
            Assert.Equal("a:hello a:again", await handle.GetResultAsync());
        });
        Assert.Equal(0, await RealRun.CountAsync(handle, EventType.WorkflowTaskFailed));
    }

    /// <summary>
    /// A question waits for a worker, and so does the task of a signal that came after it. Whichever the next worker takes
    /// first, the code sees the signal at the time of its task, or no replay would agree with it.
    /// </summary>
    [SkippableFact]
    public async Task Question_ThatWaitedBesideATask_DoesNotMoveTheTaskInTime()
    {
        var run = await RealRun.ConnectAsync();
        WorkflowHandle<Clock, DateTime>[] clocks = [];
        await run.WithWorkerAsync(o => o.AddWorkflow<Clock>(), async () =>
        {
            clocks = await Task.WhenAll(Enumerable.Range(0, 10).Select(
                _ => run.Client.StartWorkflowAsync((Clock c) => c.RunAsync(), run.Options())));
            await Task.WhenAll(clocks.Select(c => c.QueryAsync(x => x.At())));
        });
        var questions = clocks.Select(c => c.QueryAsync(x => x.At())).ToArray();
        await Task.WhenAll(clocks.Select(c => c.SignalAsync(x => x.StrikeAsync())));
        await run.WithWorkerAsync(o => o.AddWorkflow<Clock>(), async () =>
        {
            await Task.WhenAll(questions);
            foreach (var clock in clocks)
            {
                var at = await clock.GetResultAsync();
                var last = (await clock.FetchHistoryAsync()).Events.Last(e => e.EventType == EventType.WorkflowTaskStarted);
                Assert.Equal(last.EventTime.ToDateTime(), at.ToUniversalTime());
            }
        });
    }

    [SkippableFact]
    public async Task StickyQueue_Reset_ReplaysWithoutHarm()
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(o => Configure(o), async () =>
        {
            var handle = await run.Client.StartWorkflowAsync((Desk d) => d.RunAsync("a"), run.Options());
            for (var i = 1; i <= 3; i++)
            {
                await handle.SignalAsync(d => d.SayAsync("x"));
                await RealRun.EventAsync(handle, EventType.ActivityTaskCompleted, i);
                await handle.QueryAsync(d => d.Said());
                await run.Client.WorkflowService.ResetStickyTaskQueueAsync(new()
                {
                    Namespace = "default",
                    Execution = new() { WorkflowId = handle.Id },
                });
            }
            await handle.SignalAsync(d => d.CloseAsync());
            Assert.Equal("a:x a:x a:x", await handle.GetResultAsync());
            Assert.Equal(0, await RealRun.CountAsync(handle, EventType.WorkflowTaskFailed));
        });
    }

    [SkippableFact]
    public async Task SignalsInAStormWithQueries_AreAllTaken()
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(o => Configure(o, cached: 1), async () =>
        {
            var handle = await run.Client.StartWorkflowAsync((Desk d) => d.RunAsync("a"), run.Options());
            var signals = Enumerable.Range(0, 30).Select(i => handle.SignalAsync(d => d.SayAsync($"{i}")));
            var queries = Enumerable.Range(0, 20).Select(_ => handle.QueryAsync(d => d.Said()));
            await Task.WhenAll(signals.Concat(queries));
            await handle.SignalAsync(d => d.CloseAsync());
            Assert.Equal(30, (await handle.GetResultAsync()).Split(' ').Distinct().Count());
        });
    }

    [SkippableFact]
    public async Task History_OverManyPages_IsReplayed()
    {
        var run = await RealRun.ConnectAsync();
        WorkflowHandle<Desk, string>? handle = null;
        await run.WithWorkerAsync(o => Configure(o), async () =>
        {
            handle = await run.Client.StartWorkflowAsync((Desk d) => d.RunAsync("a"), run.Options());
            for (var i = 0; i < 60; i++)
            {
                await handle.SignalAsync(d => d.SayAsync($"{i}"));
            }
            await RealRun.EventAsync(handle, EventType.ActivityTaskCompleted, 60);
        });

        // More than 256 events, the size of a page in a poll.
        Assert.True((await handle!.FetchHistoryAsync()).Events.Count > 256);
        await run.WithWorkerAsync(o => Configure(o), async () =>
        {
            Assert.Equal(60, (await handle.QueryAsync(d => d.Said())).Count);
            await handle.SignalAsync(d => d.CloseAsync());
            Assert.Equal(60, (await handle.GetResultAsync()).Split(' ').Length);
        });
        Assert.Equal(0, await RealRun.CountAsync(handle, EventType.WorkflowTaskFailed));
    }

    [SkippableFact]
    public async Task Code_ThatChanged_FailsTheTaskOnceAndRecoversWithTheOldCode()
    {
        var run = await RealRun.ConnectAsync();
        WorkflowHandle<First.Changing, string>? handle = null;
        await run.WithWorkerAsync(o => o.AddWorkflow<First.Changing>(), async () =>
        {
            handle = await run.Client.StartWorkflowAsync((First.Changing c) => c.RunAsync(), run.Options());
            await RealRun.EventAsync(handle, EventType.TimerStarted);
        });
        await run.WithWorkerAsync(o => o.AddWorkflow<Second.Changing>().AddActivity(Desk.Answer), async () =>
        {
            await handle!.SignalAsync("Go", []);
            var failed = await RealRun.EventAsync(handle, EventType.WorkflowTaskFailed);
            Assert.Equal(WorkflowTaskFailedCause.NonDeterministicError, failed.WorkflowTaskFailedEventAttributes.Cause);
            Assert.Contains(
                "[TMPRL1100]", failed.WorkflowTaskFailedEventAttributes.Failure.Message, StringComparison.Ordinal);
        });
        await run.WithWorkerAsync(
            o => o.AddWorkflow<First.Changing>(),
            async () => Assert.Equal("went", await handle!.GetResultAsync()));
        Assert.Equal(1, await RealRun.CountAsync(handle!, EventType.WorkflowTaskFailed));
    }

    [SkippableFact]
    public async Task Workflow_ThatIsNotRegistered_FailsItsTaskAndWaits()
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(o => Configure(o), async () =>
        {
            var handle = await run.Client.StartWorkflowAsync("Nobody", [], run.Options());
            var failed = await RealRun.EventAsync(handle, EventType.WorkflowTaskFailed);
            Assert.Contains(
                "available workflows: Desk",
                failed.WorkflowTaskFailedEventAttributes.Failure.Message,
                StringComparison.Ordinal);
            await handle.TerminateAsync();
        });
    }

    [SkippableFact]
    public async Task Query_ThatThrowsOrIsUnknown_FailsTheQueryAlone()
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(o => Configure(o), async () =>
        {
            var handle = await run.Client.StartWorkflowAsync((Desk d) => d.RunAsync("a"), run.Options());
            await RealRun.EventAsync(handle, EventType.WorkflowTaskCompleted);
            await Assert.ThrowsAsync<WorkflowQueryFailedException>(() => handle.QueryAsync<string>("nothing", []));
            await handle.SignalAsync(d => d.CloseAsync());
            Assert.Empty(await handle.GetResultAsync());
        });
    }

    [SkippableFact]
    public async Task Worker_Stopping_MakesTheServerForgetItsQueue()
    {
        var run = await RealRun.ConnectAsync();
        WorkflowHandle<Desk, string>? handle = null;
        await run.WithWorkerAsync(o => Configure(o), async () =>
        {
            handle = await run.Client.StartWorkflowAsync((Desk d) => d.RunAsync("a"), run.Options());
            await handle.QueryAsync(d => d.Said());
        });
        await handle!.SignalAsync(d => d.CloseAsync());
        await run.WithWorkerAsync(o => Configure(o), () => handle.GetResultAsync());

        // Had the task gone to the queue of the first worker, it would have timed out there before it started.
        var history = await handle.FetchHistoryAsync();
        Assert.DoesNotContain(
            history.Events,
            e => e.WorkflowTaskTimedOutEventAttributes?.TimeoutType == TimeoutType.ScheduleToStart);
    }

    [SkippableFact]
    public async Task TwoWorkers_OfOneQueue_TakeOverFromEachOther()
    {
        var run = await RealRun.ConnectAsync();
        await using var first = run.StartWorker(o => Configure(o));
        var handle = await run.Client.StartWorkflowAsync((Desk d) => d.RunAsync("a"), run.Options());
        await handle.SignalAsync(d => d.SayAsync("one"));
        await RealRun.EventAsync(handle, EventType.ActivityTaskCompleted);
        await using var second = run.StartWorker(o => Configure(o));
        await first.StopAsync();
        await handle.SignalAsync(d => d.SayAsync("two"));
        await handle.SignalAsync(d => d.CloseAsync());

        // This server cannot return polls at a goodbye: a task that it gave to one that was just cut off comes again
        // after its timeout of ten seconds. The embedded server's ShutdownTests hold what that capability promises.
        Assert.Equal("a:one a:two", await handle.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(60)));
        await second.StopAsync();
    }

    private static void Configure(TemporalWorkerOptions options, int cached = 100)
    {
        options.MaxCachedWorkflows = cached;
        options.AddWorkflow<Desk>().AddActivity(Desk.Answer);
    }

    [Workflow]
    public class Clock
    {
        private DateTime? at;

        [WorkflowRun]
        public async Task<DateTime> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => at is not null);
            return at!.Value;
        }

        [WorkflowSignal]
        public async Task StrikeAsync()
        {
            at = Workflow.UtcNow;
            await Task.CompletedTask;
        }

        [WorkflowQuery]
        public DateTime? At() => at;
    }

    public static class First
    {
        [Workflow("Changing")]
        public class Changing
        {
            private bool go;

            [WorkflowRun]
            public async Task<string> RunAsync()
            {
                await Workflow.WaitConditionAsync(() => go, TimeSpan.FromMinutes(2));
                return "went";
            }

            [WorkflowSignal]
            public async Task GoAsync()
            {
                go = true;
                await Task.CompletedTask;
            }
        }
    }

    public static class Second
    {
        [Workflow("Changing")]
        public class Changing
        {
            [WorkflowRun]
            public async Task<string> RunAsync() => await Workflow.ExecuteActivityAsync(
                () => Desk.Answer("a", "b"), new() { StartToCloseTimeout = TimeSpan.FromSeconds(20) });

            [WorkflowSignal]
            public Task GoAsync() => Task.CompletedTask;
        }
    }
}
