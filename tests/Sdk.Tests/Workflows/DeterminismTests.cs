using Microsoft.Extensions.Logging;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Worker.Interceptors;
using Temporalio.Workflows;

namespace Sdk.Tests.Workflows;

/// <summary>What must be the same on replay, and what must be noticed when it is not.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public async Task Conditions_TwoAtOnce_OnlyTheFirstWakes()
    {
        var rig = new WorkflowRig(typeof(TwoWaiters));
        await rig.TaskAsync();
        await rig.TaskAsync(h => h.Signaled("Give"));
        Assert.Equal("first", await rig.QueryAsync<string>("Taken"));
        await rig.TaskAsync(h => h.Signaled("Give"));
        Assert.Equal("first,second", await rig.QueryFreshAsync<string>("Taken"));
    }

    [Fact]
    public async Task ClockRandomAndGuid_AreTheSameOnReplay()
    {
        var rig = new WorkflowRig(typeof(Readings));
        await rig.TaskAsync();
        var first = await rig.QueryAsync<string>("All");
        await rig.TaskAsync(h => h.TimerFired());
        var all = await rig.QueryAsync<string>("All");
        Assert.StartsWith(first, all, StringComparison.Ordinal);
        Assert.Equal(all, await rig.QueryFreshAsync<string>("All"));
        Assert.Equal(2, all.Split('\n').Distinct().Count());
    }

    [Fact]
    public async Task Random_InAQuery_DoesNotUseUpTheWorkflowsNumbers()
    {
        var rig = new WorkflowRig(typeof(Readings));
        await rig.TaskAsync();
        await rig.QueryAsync<int>("Roll");
        await rig.TaskAsync(h => h.TimerFired());
    }

    [Fact]
    public async Task Code_ThatChanged_IsNondeterminism()
    {
        var rig = new WorkflowRig(typeof(TimerThenDone));
        await rig.TaskAsync();
        await rig.TaskAsync(h => h.TimerFired());
        var changed = new WorkflowReplayer(new WorkflowReplayerOptions { DebugMode = true }
            .AddWorkflow(WorkflowDefinition.Create(typeof(Changed), "TimerThenDone", null)));
        var error = await Assert.ThrowsAsync<WorkflowNondeterminismException>(
            () => changed.ReplayWorkflowAsync(new("wf", rig.History.Events)));
        Assert.Contains("[TMPRL1100]", error.Message, StringComparison.Ordinal);
        Assert.Contains("event 5 TimerStarted (timer 1)", error.Message, StringComparison.Ordinal);
        Assert.Contains("ScheduleActivityTask (activity 1 of type Act)", error.Message, StringComparison.Ordinal);
        Assert.Contains("id wf", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nondeterminism_OnAWorker_FailsTheTaskOrTheWorkflow(bool asFailure)
    {
        var rig = new WorkflowRig(typeof(TimerThenDone), failureTypes: asFailure ? [typeof(WorkflowNondeterminismException)] : []);
        await rig.TaskAsync();
        rig.History.TimerFired().OpenTask();
        var run = new WorkflowRun(
            rig.Context with { Workflows = new([WorkflowDefinition.Create(typeof(Changed), "TimerThenDone", null)]) },
            new("wf", "run", "TimerThenDone"));
        var result = await run.HandleAsync(new()
        {
            Events = rig.History.Events,
            PreviousStartedEventId = rig.History.PreviousStartedId,
        });
        if (asFailure)
        {
            var completed = Assert.IsType<WorkflowTaskResult.Completed>(result);
            Assert.Equal(CommandType.FailWorkflowExecution, completed.Commands.Single().CommandType);
            Assert.True(completed.IsTerminal);
        }
        else
        {
            Assert.Equal(
                WorkflowTaskFailedCause.NonDeterministicError, Assert.IsType<WorkflowTaskResult.Failed>(result).Cause);
        }
    }

    public static TheoryData<string, Action> WhatAPatchCallbackMustNotDo => new()
    {
        { "timer", () => _ = Workflow.DelayAsync(1) },
        { "memo", () => Workflow.UpsertMemo(MemoUpdate.ValueSet("note", 1)) },
        { "end", () => _ = Workflow.ExecuteActivityAsync("a", [], new() { StartToCloseTimeout = TimeSpan.FromSeconds(1) }) },
    };

    [Theory]
    [MemberData(nameof(WhatAPatchCallbackMustNotDo))]
    public async Task PatchActivationCallback_IssuesACommand_FailsTheTask(string what, Action issue)
    {
        var rig = new WorkflowRig(typeof(Patched), activatePatch: _ =>
        {
            issue();
            return true;
        });

        var failed = Assert.IsType<WorkflowTaskResult.Failed>(await rig.TryTaskAsync());

        Assert.True(failed.Exception.Message.Contains("patch activation callback", StringComparison.Ordinal), what);
    }

    public static TheoryData<string, Action> WhatACallbackMustNotTouch => new()
    {
        { "Cannot wait or schedule workflow work in this context", () => _ = Workflow.WaitConditionAsync(() => true) },
        { "Cannot wait or schedule workflow work in this context", () => _ = Workflow.RunTaskAsync(() => Task.CompletedTask) },
        { "Cannot issue workflow commands in this context", () => Workflow.UpsertMemo(MemoUpdate.ValueSet("note", 1)) },
        { "Cannot use workflow randomness in this context", () => _ = Workflow.Random.Next() },
        { "Cannot use workflow randomness in this context", () => _ = Workflow.NewGuid() },
        { "Cannot create patch in this context", () => _ = Workflow.Patched("another") },
        { "Cannot deprecate patch in this context", () => Workflow.DeprecatePatch("another") },
        { "Cannot set current details in this context", () => Workflow.CurrentDetails = "changed" },
        { "Cannot modify workflow handlers in this context", () => Workflow.Queries.Remove("Roll") },
        { "Cannot modify workflow handlers in this context", () => Workflow.Signals.Clear() },
        { "Cannot modify workflow handlers in this context", () => Workflow.DynamicUpdate = null },
        { "Cannot continue as new in this context", () => throw Workflow.CreateContinueAsNewException("Patched", []) },
    };

    [Theory]
    [MemberData(nameof(WhatACallbackMustNotTouch))]
    public async Task PatchActivationCallback_TouchesTheWorkflow_FailsTheTaskInTheOfficialWords(string words, Action touch)
    {
        var rig = new WorkflowRig(typeof(Patched), activatePatch: _ =>
        {
            touch();
            return true;
        });

        var failed = Assert.IsType<WorkflowTaskResult.Failed>(await rig.TryTaskAsync());

        Assert.Contains(words, failed.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Patched_InNewAndOldRuns_TakesTheRightWay()
    {
        var old = new WorkflowRig(typeof(TimerThenDone));
        await old.TaskAsync();
        await old.TaskAsync(h => h.TimerFired());
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions { DebugMode = true }
            .AddWorkflow(WorkflowDefinition.Create(typeof(Patched), "TimerThenDone", null)));
        Assert.Null((await replayer.ReplayWorkflowAsync(new("wf", old.History.Events))).ReplayFailure);

        var patched = new WorkflowRig(typeof(Patched));
        Assert.Equal(
            ["Marker core_patch", "UpsertWorkflowSearchAttributes", "ScheduleActivity 1 Act"], await patched.TaskAsync());
        Assert.Equal(["Complete \"patched\""], await patched.TaskAsync(h => h.ActivityStarted().ActivityCompleted()));
        Assert.Null((await patched.ReplayAsync()).ReplayFailure);
    }

    // The official replayer takes a history that ends behind a task as a question about it, for which nothing is new.
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Patched_InAHistoryOfOneTask_IsNewOnlyWhileThatTaskWaits(bool isCompleted, bool isPatched)
    {
        var history = new Replay.HistoryBuilder().Started("TellsPatch").OpenTask();
        if (isCompleted)
        {
            history.TaskCompleted().Completed();
        }

        Seen.Clear();
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions { DebugMode = true }.AddWorkflow<TellsPatch>());
        Assert.Null((await replayer.ReplayWorkflowAsync(new("wf", history.Events))).ReplayFailure);
        Assert.Equal([$"patched {isPatched}", $"replaying {isCompleted}"], Seen);
    }

    [Fact]
    public async Task Work_OutsideOfTheScheduler_FailsTheTask()
    {
        var rig = new WorkflowRig(typeof(Escapes));
        rig.History.OpenTask();
        var run = rig.NewRun();
        var task = new WorkflowTask { Events = rig.History.Events, PreviousStartedEventId = 0 };
        var first = await run.HandleAsync(task);

        // The continuation comes from a thread of the pool: during this task or before the next one.
        Escapes.Source.SetResult();
        rig.History.TaskCompleted().Signaled("Nothing").OpenTask();
        var second = await run.HandleAsync(new() { Events = rig.History.Events, PreviousStartedEventId = 3 });
        Assert.IsType<WorkflowTaskResult.Completed>(first);
        var failed = Assert.IsType<WorkflowTaskResult.Failed>(second);
        Assert.IsType<InvalidWorkflowSchedulerException>(failed.Exception);
    }

    [Fact]
    public async Task Code_ThatBlocks_IsADeadlock()
    {
        var rig = new WorkflowRig(typeof(Blocks), deadlockTimeout: TimeSpan.FromMilliseconds(50));
        rig.History.OpenTask();
        var run = rig.NewRun();
        var task = new WorkflowTask { Events = rig.History.Events, PreviousStartedEventId = 0 };
        var failed = Assert.IsType<WorkflowTaskResult.Failed>(await run.HandleAsync(task));
        Assert.StartsWith("[TMPRL1101]", failed.Failure.Message, StringComparison.Ordinal);
        Assert.False(run.Idle.IsCompleted);
        Assert.IsType<WorkflowTaskResult.Failed>(await run.HandleAsync(task));
        Blocks.Gate.Set();
        await run.Idle;
    }

    [Fact]
    public async Task Evict_RunsNoUserCode()
    {
        var rig = new WorkflowRig(typeof(Cleans));
        var run = rig.NewRun();
        rig.History.OpenTask();
        await run.HandleAsync(new() { Events = rig.History.Events, PreviousStartedEventId = 0 });
        run.Evict();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(0, Cleans.Cleaned);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
            await run.HandleAsync(new() { Events = [], PreviousStartedEventId = 0 }));
    }

    [Fact]
    public async Task Log_IsWrittenOnceAcrossReplaysAndQueries()
    {
        var lines = new List<string>();
        using var loggers = LoggerFactory.Create(b => b.AddProvider(new ListLogger(lines)));
        var rig = new WorkflowRig(typeof(Logs), loggers: loggers);
        await rig.TaskAsync();
        lines.Clear();
        await rig.TaskAsync(h => h.TimerFired());

        // The rig runs the task twice, by cache and from scratch: the replayed line is not written again.
        Assert.Equal(["after", "after"], lines);
        lines.Clear();
        await rig.QueryFreshAsync<int>("Ask");
        Assert.Equal(["asked"], lines);
    }

    [Fact]
    public async Task LongHistory_Replays()
    {
        const int timers = 5000;
        var history = new Replay.HistoryBuilder().Started("ManyTimers", timers).Task();
        for (var i = 1; i <= timers; i++)
        {
            history.TimerStarted($"{i}").TimerFired($"{i}").Task();
        }

        history.Completed();
        var replayer = new WorkflowReplayer(new WorkflowReplayerOptions { DebugMode = true }.AddWorkflow<ManyTimers>());
        await replayer.ReplayWorkflowAsync(new("wf", history.Events));
    }

    [Fact]
    public async Task Interceptors_SeeInAndOut()
    {
        Seen.Clear();
        var rig = new WorkflowRig(typeof(TimerThenDone), intercept: next => new Watcher(next));
        await rig.TaskAsync();
        Assert.Contains("run", Seen);
        Assert.Contains("delay 00:00:05", Seen);
    }

    private static readonly List<string> Seen = [];

    private sealed class Watcher(WorkflowInboundInterceptor next) : WorkflowInboundInterceptor(next)
    {
        public override void Init(WorkflowOutboundInterceptor outbound) => base.Init(new Out(outbound));

        public override Task<object?> ExecuteWorkflowAsync(ExecuteWorkflowInput input)
        {
            Seen.Add("run");
            return base.ExecuteWorkflowAsync(input);
        }

        private sealed class Out(WorkflowOutboundInterceptor next) : WorkflowOutboundInterceptor(next)
        {
            public override Task DelayAsync(DelayAsyncInput input)
            {
                Seen.Add($"delay {input.Delay}");
                return base.DelayAsync(input);
            }
        }
    }

    private sealed class ListLogger(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }

    [Workflow]
    public sealed class TwoWaiters
    {
        private readonly List<string> taken = [];
        private bool free;

        [WorkflowQuery]
        public string Taken => string.Join(',', taken);

        [WorkflowRun]
        public Task RunAsync() => Task.WhenAll(TakeAsync("first"), TakeAsync("second"), Workflow.WaitConditionAsync(() => false));

        [WorkflowSignal]
        public Task GiveAsync()
        {
            free = true;
            return Task.CompletedTask;
        }

        private async Task TakeAsync(string who)
        {
            await Workflow.WaitConditionAsync(() => free);
            free = false;
            taken.Add(who);
        }
    }

    [Workflow]
    public sealed class Readings
    {
        private readonly List<string> all = [];

        [WorkflowQuery]
        public string All => string.Join('\n', all);

        [WorkflowRun]
        public async Task RunAsync()
        {
            Read();
            await Workflow.DelayAsync(1000 + Workflow.Random.Next(1000));
            Read();
            await Workflow.DelayAsync(1000 + Workflow.Random.Next(1000));
        }

        [WorkflowQuery]
        public int Roll() => Workflow.Random.Next();

        private void Read() => all.Add(
            $"{Workflow.UtcNow:O} {Workflow.Random.Next()} {Workflow.NewGuid()} {Workflow.CurrentHistoryLength}");
    }

    [Workflow]
    public sealed class TimerThenDone
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.DelayAsync(5000);
    }

    [Workflow]
    public sealed class ManyTimers
    {
        [WorkflowRun]
        public async Task RunAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                await Workflow.DelayAsync(1000);
            }
        }
    }

    [Workflow]
    public sealed class Changed
    {
        [WorkflowRun]
        public Task RunAsync() => Workflow.ExecuteActivityAsync(
            "Act", [], new ActivityOptions { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
    }

    [Workflow]
    public sealed class TellsPatch
    {
        [WorkflowRun]
        public Task RunAsync()
        {
            Seen.Add($"patched {Workflow.Patched("newer")}");
            Seen.Add($"replaying {Workflow.Unsafe.IsReplaying}");
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public sealed class Patched
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            if (!Workflow.Patched("use-activity"))
            {
                await Workflow.DelayAsync(5000);
                return "old";
            }

            await Workflow.ExecuteActivityAsync("Act", [], new ActivityOptions { StartToCloseTimeout = TimeSpan.FromMinutes(1) });
            return "patched";
        }
    }

    [Workflow]
    public sealed class Escapes
    {
        public static TaskCompletionSource Source { get; } = new();

        [WorkflowRun]
        public Task RunAsync() => Source.Task;

        [WorkflowSignal]
        public async Task NothingAsync() => await Task.CompletedTask;
    }

    [Workflow]
    public sealed class Blocks
    {
        public static ManualResetEventSlim Gate { get; } = new();

        [WorkflowRun]
        public Task RunAsync()
        {
            Gate.Wait();
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public sealed class Cleans
    {
        public static int Cleaned { get; private set; }

        [WorkflowRun]
        public async Task RunAsync()
        {
            try
            {
                await Workflow.WaitConditionAsync(() => false);
            }
            finally
            {
                Cleaned++;
            }
        }
    }

    [Workflow]
    public sealed class Logs
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            Workflow.Logger.LogInformation("before");
            await Workflow.DelayAsync(1000);
            Workflow.Logger.LogInformation("after");
            await Workflow.WaitConditionAsync(() => false);
        }

        [WorkflowQuery]
        public int Ask()
        {
            Workflow.Logger.LogInformation("asked");
            return 1;
        }
    }
}
