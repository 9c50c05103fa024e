using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

public sealed class ActivityOperatorTests
{
    private readonly EngineBench bench = new();

    private PendingActivityInfo Pending => bench.Describe().PendingActivities.Single();

    [Fact]
    public void Paused_NotStarted_IsNotHandedOutUntilUnpaused()
    {
        Begin();
        bench.Pause();
        Assert.Null(bench.TryPollActivity());
        Assert.Equal(
            (PendingActivityState.Paused, true, "operator", "not now"),
            (Pending.State, Pending.Paused, Pending.PauseInfo.Manual.Identity, Pending.PauseInfo.Manual.Reason));
        bench.Unpause();
        Assert.Equal("a", bench.PollActivity().ActivityId);
        Assert.Equal(5, bench.Events().Count);
    }

    [Fact]
    public void Paused_Again_KeepsTheFirst()
    {
        Begin();
        bench.Pause();
        bench.Advance(1);
        bench.Pause(request => request.Identity = "another");
        Assert.Equal("operator", Pending.PauseInfo.Manual.Identity);
    }

    [Fact]
    public void Paused_AfterACrash_IsPausedStill()
    {
        Begin();
        bench.Pause();
        bench.Crash();
        Assert.Null(bench.TryPollActivity());
        bench.Unpause();
        bench.Crash();
        Assert.NotNull(bench.TryPollActivity());
    }

    [Fact]
    public void Paused_Started_TheWorkerHearsAndNoFurtherAttemptBegins()
    {
        Begin(wanted => wanted.RetryPolicy = Make.Retry(0, 1));
        var task = bench.PollActivity();
        bench.Pause();
        Assert.Equal(PendingActivityState.PauseRequested, Pending.State);
        Assert.True(bench.Beat(task).ActivityPaused);
        bench.FailActivity(task);
        bench.Advance(5);
        Assert.Equal((PendingActivityState.Paused, 2), (Pending.State, Pending.Attempt));
        Assert.Null(bench.TryPollActivity());
        bench.Unpause();
        Assert.Null(Pending.LastFailure);
        Assert.Equal(2, bench.PollActivity().Attempt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Paused_PastItsLimits_TimesOutWhenUnpausedAndNotBefore(bool isStarted)
    {
        Begin(wanted =>
        {
            wanted.ScheduleToCloseTimeout = Make.Seconds(5);
            wanted.RetryPolicy = Make.Retry(attempts: 1);
        });
        if (isStarted)
        {
            bench.PollActivity();
        }

        bench.Pause();
        bench.Advance(60);
        Assert.Equal(5, bench.Events().Count);
        bench.Unpause();
        bench.Advance(0);
        Assert.Contains(bench.Events(), read => read.EventType == EventType.ActivityTaskTimedOut);
    }

    [Fact]
    public void Paused_CompletedById_IsStartedAndCompleted()
    {
        Begin();
        bench.Pause();
        bench.Call((engine, now) => engine.RespondActivityTaskCompletedById(
            new() { Namespace = TestCatalog.Name, WorkflowId = EngineBench.WorkflowId, ActivityId = "a" }, now));
        Assert.Equal("6:ActivityTaskStarted 7:ActivityTaskCompleted 8:WorkflowTaskScheduled", bench.Shape(from: 6));
    }

    [Fact]
    public void Unpaused_DuringItsBackoff_IsHandedOutAtOnce()
    {
        Begin(wanted => wanted.RetryPolicy = Make.Retry(0, 9));
        bench.FailActivity(bench.PollActivity());
        bench.Pause();
        bench.Unpause();
        Assert.Equal(2, bench.PollActivity().Attempt);
    }

    [Fact]
    public void Unpaused_WithResets_BeginsAnew()
    {
        Begin(wanted => wanted.RetryPolicy = Make.Retry(0, 1));
        var task = bench.PollActivity();
        bench.Beat(task);
        bench.FailActivity(task);
        bench.Pause();
        bench.Unpause(request =>
        {
            request.ResetAttempts = true;
            request.ResetHeartbeat = true;
        });
        var next = bench.PollActivity();
        Assert.Equal(1, next.Attempt);
        Assert.Null(next.HeartbeatDetails);
    }

    [Fact]
    public void Unpaused_WithJitter_IsHandedOutWithinIt()
    {
        Begin();
        bench.Pause();
        bench.Unpause(request => request.Jitter = Make.Seconds(10));
        var scheduled = Pending.ScheduledTime.ToDateTimeOffset();
        Assert.InRange(scheduled, bench.Now, bench.Now.AddSeconds(10));
        bench.Advance(10);
        Assert.NotNull(bench.TryPollActivity());
    }

    [Fact]
    public void Marks_OfPausedTypes_StandInTheSearchAttribute()
    {
        bench.Start();
        bench.Work(
            Make.Activity(), Make.Activity("b"), Make.Activity("c", wanted => wanted.ActivityType.Name = "Alter"));
        bench.Pause(request => request.Type = "Do");
        bench.Pause(request => request.Id = "c");
        Assert.Equal("[\"property:activityType=Alter\",\"property:activityType=Do\"]", Marks());
        bench.Unpause(request => request.Id = "b");
        Assert.Equal("[\"property:activityType=Alter\",\"property:activityType=Do\"]", Marks());
        bench.Unpause(request => request.Type = "Do");
        Assert.Equal("[\"property:activityType=Alter\"]", Marks());
        bench.Unpause(request => request.UnpauseAll = true);
        Assert.Null(Marks());
    }

    [Fact]
    public void Reset_WaitingForItsThirdAttempt_BeginsWithTheFirstAtOnce()
    {
        Begin(wanted => wanted.RetryPolicy = Make.Retry(0, 1));
        bench.FailActivity(bench.PollActivity());
        bench.Advance(1);
        bench.FailActivity(bench.PollActivity());
        bench.ResetActivity();
        Assert.Null(Pending.LastFailure);
        Assert.Equal(1, bench.PollActivity().Attempt);
    }

    [Fact]
    public void Reset_Started_TheWorkerHearsAndTheNextAttemptForgetsTheHeartbeat()
    {
        Begin(wanted => wanted.RetryPolicy = Make.Retry(0, 1));
        var task = bench.PollActivity();
        bench.ResetActivity(request => request.ResetHeartbeat = true);
        Assert.True(bench.Beat(task).ActivityReset);
        bench.FailActivity(task);
        bench.Advance(1);
        var next = bench.PollActivity();
        Assert.Equal(2, next.Attempt);
        Assert.Null(next.HeartbeatDetails);
        Assert.False(bench.Beat(next).ActivityReset);
    }

    [Fact]
    public void Reset_StartedAtALaterAttempt_MakesItsTokenWorthless()
    {
        Begin(wanted => wanted.RetryPolicy = Make.Retry(0, 1));
        bench.FailActivity(bench.PollActivity());
        bench.Advance(1);
        var second = bench.PollActivity();
        bench.ResetActivity();
        bench.Refused(() => bench.CompleteActivity(second), GrpcStatusCode.NotFound);
        bench.Advance(11);
        Assert.Equal(2, bench.PollActivity().Attempt);
    }

    [Fact]
    public void Reset_Paused_StaysPausedOnlyWhenAsked()
    {
        Begin();
        bench.Pause();
        bench.ResetActivity(request => request.KeepPaused = true);
        Assert.Equal(PendingActivityState.Paused, Pending.State);
        Assert.NotNull(Marks());
        bench.ResetActivity();
        Assert.Equal(PendingActivityState.Scheduled, Pending.State);
        Assert.Null(Marks());
    }

    [Fact]
    public void Options_OfAStartedActivity_AreInForceAtOnce()
    {
        Begin(wanted => wanted.RetryPolicy = Make.Retry(attempts: 1));
        bench.PollActivity();
        bench.ChangeOptions("start_to_close_timeout", new() { StartToCloseTimeout = Make.Seconds(2) });
        bench.Advance(2);
        Assert.Contains(bench.Events(), read => read.EventType == EventType.ActivityTaskTimedOut);
    }

    [Fact]
    public void Options_AnotherQueue_MovesTheTask()
    {
        Begin();
        bench.ChangeOptions("taskQueue.name", new() { TaskQueue = new() { Name = "elsewhere" } });
        Assert.Null(bench.TryPollActivity());
        Assert.Equal("a", bench.TryPollActivity("elsewhere")!.ActivityId);
    }

    [Fact]
    public void Options_AnotherInterval_IsWaitedFromTheEndOfTheLastAttempt()
    {
        Begin(wanted => wanted.RetryPolicy = Make.Retry(0, 9));
        bench.FailActivity(bench.PollActivity());
        bench.Advance(1);
        bench.ChangeOptions(
            "retry_policy.initial_interval", new() { RetryPolicy = new() { InitialInterval = Make.Seconds(2) } });
        Assert.Equal(bench.Now.AddSeconds(3), Pending.NextAttemptScheduleTime.ToDateTimeOffset());
        bench.Advance(3);
        Assert.NotNull(bench.TryPollActivity());
    }

    [Fact]
    public void Options_Restored_AreThoseItWasScheduledWith()
    {
        Begin();
        bench.ChangeOptions("heartbeat_timeout", new() { HeartbeatTimeout = Make.Seconds(3) });
        Assert.Equal(3, Pending.ActivityOptions.HeartbeatTimeout.Seconds);
        var restored = bench.RestoreOptions();
        Assert.Equal((0, 10), (restored.HeartbeatTimeout.Seconds, restored.StartToCloseTimeout.Seconds));
        bench.ChangeOptions("heartbeat_timeout", new() { HeartbeatTimeout = Make.Seconds(3) });
        bench.ResetActivity(request => request.RestoreOriginalOptions = true);
        Assert.Equal(0, Pending.ActivityOptions.HeartbeatTimeout.Seconds);
    }

    [Fact]
    public void Options_ThatCannotBe_AreRefusedAndChangeNothing()
    {
        Begin();
        var before = Pending;
        bench.Refused(
            () => bench.ChangeOptions("start_to_close_timeout", new() { StartToCloseTimeout = Make.Seconds(0) }),
            GrpcStatusCode.InvalidArgument);
        bench.Refused(
            () => bench.ChangeOptions("heartbeat_timeout", new() { HeartbeatTimeout = Make.Seconds(-1) }),
            GrpcStatusCode.InvalidArgument);
        bench.Refused(
            () => bench.ChangeOptions("task_queue.name", new() { TaskQueue = new() }), GrpcStatusCode.InvalidArgument);
        bench.Refused(
            () => bench.ChangeOptions(
                "retry_policy.backoff_coefficient", new() { RetryPolicy = new() { BackoffCoefficient = 0.2 } }),
            GrpcStatusCode.InvalidArgument);
        bench.Refused(() => bench.ChangeOptions(string.Empty, null!), GrpcStatusCode.InvalidArgument);
        Assert.Equal(before, Pending);
    }

    [Fact]
    public void Target_UnknownOrNone_IsRefused()
    {
        Begin();
        bench.Refused(() => bench.Pause(request => request.Id = "nobody"), GrpcStatusCode.NotFound);
        bench.Refused(() => bench.Pause(request => request.Type = "Nothing"), GrpcStatusCode.NotFound);
        bench.Refused(() => bench.Unpause(request => request.ClearActivity()), GrpcStatusCode.InvalidArgument);
        bench.Terminate();
        bench.Refused(() => bench.Pause(), GrpcStatusCode.NotFound);
    }

    /// <summary>A paused activity waits for a person: nothing of it keeps time from being skipped.</summary>
    [Fact]
    public void Paused_WithATimer_LetsTimeSkip()
    {
        bench.Start();
        bench.Work(Make.Activity(), Make.Timer("t", 100));
        Assert.Null(SkipTarget());
        bench.Pause();
        Assert.Equal(bench.Now.AddSeconds(100), SkipTarget());
    }

    private DateTimeOffset? SkipTarget() => bench.Call((engine, now) => engine.SkipTarget(null, 0, now));

    private string? Marks() =>
        bench.Describe().WorkflowExecutionInfo.SearchAttributes.IndexedFields.TryGetValue(
            "TemporalPauseInfo", out var marks)
            ? marks.Data.ToStringUtf8()
            : null;

    private void Begin(Action<ScheduleActivityTaskCommandAttributes>? change = null)
    {
        bench.Start();
        bench.Work(Make.Activity("a", change));
    }
}
