using Temporalio.Common;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Sdk.Tests.Workflows;

/// <summary>What a workflow does in the normal case, without a server.</summary>
public sealed class BasicWorkflowTests
{
    private static readonly ActivityOptions Options = new() { StartToCloseTimeout = TimeSpan.FromMinutes(1) };

    [Fact]
    public async Task Result_OfWorkflow_CompletesIt()
    {
        var rig = new WorkflowRig(typeof(Hello), ["Ada"]);
        Assert.Equal(["Complete \"Hello Ada\""], await rig.TaskAsync());
        Assert.True(rig.Last.IsTerminal);
        Assert.Null((await rig.ReplayAsync()).ReplayFailure);
    }

    [Fact]
    public async Task Flags_OnFirstTask_AreRecordedOnce()
    {
        var rig = new WorkflowRig(typeof(TwoTimers));
        await rig.TaskAsync();
        Assert.Equal([1u, 2u, 3u], rig.Last.SdkMetadata!.CoreUsedFlags);
        Assert.Equal([2u, 1001u], rig.Last.SdkMetadata.LangUsedFlags);
        await rig.TaskAsync(h => h.TimerFired("1"));
        Assert.Null(rig.Last.SdkMetadata);
    }

    [Fact]
    public async Task Timers_RunOneAfterTheOther()
    {
        var rig = new WorkflowRig(typeof(TwoTimers));
        Assert.Equal(["StartTimer 1 00:00:10"], await rig.TaskAsync());
        Assert.Equal("first", SummaryOf(rig));
        Assert.Equal(["StartTimer 2 00:00:00.0010000"], await rig.TaskAsync(h => h.TimerFired("1")));
        Assert.Equal(["Complete \"done\""], await rig.TaskAsync(h => h.TimerFired("2")));
        Assert.Null((await rig.ReplayAsync()).ReplayFailure);
    }

    [Fact]
    public async Task Activity_ByExpression_CarriesArgumentsAndSummary()
    {
        var rig = new WorkflowRig(typeof(OneActivity));
        Assert.Equal(["ScheduleActivity 1 Double"], await rig.TaskAsync());
        var attributes = rig.Last.Commands[0].ScheduleActivityTaskCommandAttributes;
        Assert.Equal("21", attributes.Input.Payloads_.Single().Data.ToStringUtf8());
        Assert.Equal("queue", attributes.TaskQueue.Name);
        Assert.Equal(TimeSpan.FromMinutes(1), attributes.StartToCloseTimeout.ToTimeSpan());
        Assert.Null(attributes.HeartbeatTimeout);
        Assert.Equal("doubling", SummaryOf(rig));
        Assert.Equal(["Complete 42"], await rig.TaskAsync(h => h.ActivityStarted().ActivityCompleted("1", 42)));
    }

    [Fact]
    public async Task ActivityFailure_Uncaught_FailsTheWorkflow()
    {
        var rig = new WorkflowRig(typeof(OneActivity));
        await rig.TaskAsync();
        Assert.Equal(["Fail Activity task failed"], await rig.TaskAsync(h => h.ActivityStarted().ActivityFailed("1", "broken")));
        var failure = rig.Last.Commands[0].FailWorkflowExecutionCommandAttributes.Failure;
        Assert.Equal("Double", failure.ActivityFailureInfo.ActivityType.Name);
        Assert.Equal(5, failure.ActivityFailureInfo.ScheduledEventId);
        Assert.Equal("broken", failure.Cause.Message);
    }

    [Fact]
    public async Task ActivityFailure_Caught_IsOfTheOfficialShape()
    {
        var rig = new WorkflowRig(typeof(CatchingActivity));
        await rig.TaskAsync();
        Assert.Equal(
            ["Complete \"ActivityFailureException/TimeoutFailureException/Timeout\""],
            await rig.TaskAsync(h => h.ActivityStarted().ActivityTimedOut()));
    }

    [Fact]
    public async Task Signals_BeforeStart_AreHandledBeforeTheRunMethod()
    {
        var rig = new WorkflowRig(typeof(Signals));
        Assert.Equal(
            ["Complete \"a,b,run\""],
            await rig.TaskAsync(h => h.Signaled("Add", "a").Signaled("Add", "b")));
    }

    [Fact]
    public async Task Signals_Later_WakeTheCondition()
    {
        var rig = new WorkflowRig(typeof(Signals));
        Assert.Empty(await rig.TaskAsync());
        Assert.Empty(await rig.TaskAsync(h => h.Signaled("Add", "a")));
        Assert.Equal(["Complete \"run,a,b\""], await rig.TaskAsync(h => h.Signaled("Add", "b")));
        Assert.Null((await rig.ReplayAsync()).ReplayFailure);
    }

    [Fact]
    public async Task Signal_WithUnreadableArguments_IsDropped()
    {
        var rig = new WorkflowRig(typeof(Signals));
        await rig.TaskAsync();
        Assert.Empty(await rig.TaskAsync(h => h.Signaled("Add", 12).Signaled("Add")));
        Assert.Equal("run", await rig.QueryAsync<string>("Seen"));
    }

    [Fact]
    public async Task Query_OnCachedAndFreshRun_AnswersTheSame()
    {
        var rig = new WorkflowRig(typeof(Signals));
        await rig.TaskAsync();
        await rig.TaskAsync(h => h.Signaled("Add", "a"));
        Assert.Equal("run,a", await rig.QueryAsync<string>("Seen"));
        Assert.Equal("run,a", await rig.QueryFreshAsync<string>("Seen"));
        Assert.Equal(2, await rig.QueryAsync<int>("Count"));
    }

    [Fact]
    public async Task Query_OnClosedWorkflow_Answers()
    {
        var rig = new WorkflowRig(typeof(Signals));
        await rig.TaskAsync(h => h.Signaled("Add", "a").Signaled("Add", "b"));
        Assert.Equal("a,b,run", await rig.QueryFreshAsync<string>("Seen"));
    }

    [Fact]
    public async Task Query_Unknown_FailsWithKnownNames()
    {
        var rig = new WorkflowRig(typeof(Signals));
        await rig.TaskAsync();
        var failed = Assert.IsType<WorkflowTaskResult.QueryFailed>(await rig.TryQueryAsync("nope"));
        Assert.Contains("known queries: [Count Seen]", failed.Message, StringComparison.Ordinal);
        Assert.False(failed.Evict);
    }

    [Fact]
    public async Task Cancel_WithTimerActivityAndWait_CancelsInStableOrder()
    {
        var rig = new WorkflowRig(typeof(CancelAll));
        Assert.Equal(["StartTimer 1 01:00:00", "ScheduleActivity 1 Act"], await rig.TaskAsync());
        Assert.Equal(
            ["CancelActivity 6", "CancelTimer 1", "StartTimer 2 00:00:05"],
            await rig.TaskAsync(h => h.CancelRequested()));
        Assert.Equal(["Cancel"], await rig.TaskAsync(h => h.TimerFired("2")));
        Assert.Null((await rig.ReplayAsync()).ReplayFailure);
    }

    [Fact]
    public async Task ContinueAsNew_KeepsMemoAttributesAndQueue()
    {
        var rig = new WorkflowRig(typeof(Continues), [3]);
        Assert.Equal(
            ["UpsertWorkflowSearchAttributes", "ContinueAsNew Continues"], await rig.TaskAsync());
        var attributes = rig.Last.Commands[1].ContinueAsNewWorkflowExecutionCommandAttributes;
        Assert.Equal("2", attributes.Input.Payloads_.Single().Data.ToStringUtf8());
        Assert.Equal("\"x\"", attributes.SearchAttributes.IndexedFields["Word"].Data.ToStringUtf8());
        Assert.Equal("queue", attributes.TaskQueue.Name);
        Assert.Null(attributes.WorkflowRunTimeout);
        Assert.True(rig.Last.IsTerminal);
    }

    [Fact]
    public async Task WaitCondition_WithTimeout_SaysWhichCameFirst()
    {
        var rig = new WorkflowRig(typeof(WaitWithTimeout));
        Assert.Equal(["StartTimer 1 00:00:30"], await rig.TaskAsync());
        Assert.Equal(["CancelTimer 1", "StartTimer 2 00:00:30"], await rig.TaskAsync(h => h.Signaled("Go")));
        Assert.Equal(["Complete \"True,False\""], await rig.TaskAsync(h => h.TimerFired("2")));
        Assert.Null((await rig.ReplayAsync()).ReplayFailure);
    }

    [Fact]
    public async Task Exception_NotAFailure_FailsTheTask()
    {
        var rig = new WorkflowRig(typeof(Throws), ["plain"]);
        var failed = Assert.IsType<WorkflowTaskResult.Failed>(await rig.TryTaskAsync());
        Assert.Equal(Temporalio.Api.Enums.V1.WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure, failed.Cause);
        Assert.Equal("InvalidOperationException", failed.Failure.ApplicationFailureInfo.Type);
    }

    [Fact]
    public async Task Exception_OfAListedType_FailsTheWorkflow()
    {
        var rig = new WorkflowRig(typeof(Throws), ["plain"], failureTypes: [typeof(InvalidOperationException)]);
        Assert.Equal(["Fail plain"], await rig.TaskAsync());
    }

    [Fact]
    public async Task Exception_ApplicationFailure_FailsTheWorkflow()
    {
        var rig = new WorkflowRig(typeof(Throws), ["failure"]);
        Assert.Equal(["Fail no"], await rig.TaskAsync());
        Assert.Equal("Kind", rig.Last.Commands[0].FailWorkflowExecutionCommandAttributes.Failure.ApplicationFailureInfo.Type);
    }

    [Fact]
    public async Task WorkflowType_Unknown_FailsTheTaskWithKnownNames()
    {
        var rig = new WorkflowRig(typeof(Hello), ["Ada"]);
        var run = new WorkflowRun(rig.Context, new("wf", "run", "Other"));
        rig.History.OpenTask();
        var failed = Assert.IsType<WorkflowTaskResult.Failed>(
            await run.HandleAsync(new() { Events = rig.History.Events, PreviousStartedEventId = 0 }));
        Assert.Contains("available workflows: Hello", failed.Failure.Message, StringComparison.Ordinal);
    }

    private static string SummaryOf(WorkflowRig rig) =>
        Temporalio.Converters.DataConverter.Default.PayloadConverter.ToValue(
            rig.Last.Commands[0].UserMetadata.Summary, typeof(string))!.ToString()!;

    [Workflow]
    public sealed class Hello
    {
        [WorkflowRun]
        public Task<string> RunAsync(string name) => Task.FromResult($"Hello {name}");
    }

    [Workflow]
    public sealed class TwoTimers
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.DelayWithOptionsAsync(new(TimeSpan.FromSeconds(10), "first"));
            await Workflow.DelayAsync(0);
            return "done";
        }
    }

    [Workflow]
    public sealed class OneActivity
    {
        [Temporalio.Activities.Activity]
        public static int Double(int value) => value * 2;

        [WorkflowRun]
        public Task<int> RunAsync() => Workflow.ExecuteActivityAsync(
            () => Double(21), new ActivityOptions { StartToCloseTimeout = TimeSpan.FromMinutes(1), Summary = "doubling" });
    }

    [Workflow]
    public sealed class CatchingActivity
    {
        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            try
            {
                await Workflow.ExecuteActivityAsync("Act", [], Options);
                return "fine";
            }
            catch (ActivityFailureException e)
            {
                return $"{e.GetType().Name}/{e.InnerException!.GetType().Name}/{e.RetryState}";
            }
        }
    }

    [Workflow]
    public sealed class Signals
    {
        private readonly List<string> seen = [];

        [WorkflowQuery]
        public int Count => seen.Count;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            seen.Add("run");
            await Workflow.WaitConditionAsync(() => seen.Count >= 3);
            return Seen();
        }

        [WorkflowSignal]
        public Task AddAsync(string word)
        {
            seen.Add(word);
            return Task.CompletedTask;
        }

        [WorkflowQuery]
        public string Seen() => string.Join(',', seen);
    }

    [Workflow]
    public sealed class CancelAll
    {
        [WorkflowRun]
        public async Task RunAsync()
        {
            var timer = Workflow.DelayAsync(TimeSpan.FromHours(1));
            var activity = Workflow.ExecuteActivityAsync("Act", [], Options);
            try
            {
                await Workflow.WaitConditionAsync(() => false);
            }
            finally
            {
                await Workflow.DelayAsync(TimeSpan.FromSeconds(5), CancellationToken.None);
            }

            await Task.WhenAll(timer, activity);
        }
    }

    [Workflow]
    public sealed class Continues
    {
        [WorkflowRun]
        public Task RunAsync(int left)
        {
            Workflow.UpsertTypedSearchAttributes(SearchAttributeKey.CreateKeyword("Word").ValueSet("x"));
            throw Workflow.CreateContinueAsNewException((Continues wf) => wf.RunAsync(left - 1));
        }
    }

    [Workflow]
    public sealed class WaitWithTimeout
    {
        private bool go;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            var first = await Workflow.WaitConditionAsync(() => go, TimeSpan.FromSeconds(30));
            var second = await Workflow.WaitConditionAsync(() => !go, TimeSpan.FromSeconds(30));
            return $"{first},{second}";
        }

        [WorkflowSignal]
        public Task GoAsync()
        {
            go = true;
            return Task.CompletedTask;
        }
    }

    [Workflow]
    public sealed class Throws
    {
        [WorkflowRun]
        public Task RunAsync(string how) => throw (how == "plain"
            ? new InvalidOperationException("plain")
            : new ApplicationFailureException("no", errorType: "Kind"));
    }
}
