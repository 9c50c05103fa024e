using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

public sealed class ActivityTests
{
    private readonly EngineBench bench = new();

    [Fact]
    public void Scheduled_NoPolicy_GetsEveryDefault()
    {
        Begin(wanted => wanted.ScheduleToCloseTimeout = Make.Seconds(7));
        var scheduled = bench.Events()[4].ActivityTaskScheduledEventAttributes;
        Assert.Equal(
            (1, 2.0, 100, 0),
            (scheduled.RetryPolicy.InitialInterval.Seconds, scheduled.RetryPolicy.BackoffCoefficient,
                scheduled.RetryPolicy.MaximumInterval.Seconds, scheduled.RetryPolicy.MaximumAttempts));
        Assert.Equal((7, 7, 7, 0), (
            scheduled.ScheduleToCloseTimeout.Seconds, scheduled.ScheduleToStartTimeout.Seconds,
            scheduled.StartToCloseTimeout.Seconds, scheduled.HeartbeatTimeout.Seconds));
    }

    [Fact]
    public void Scheduled_OnlyStartToClose_OthersAreExplicitZeros()
    {
        Begin();
        var scheduled = bench.Events()[4].ActivityTaskScheduledEventAttributes;
        Assert.Equal((0, 0, 10, 0), (
            scheduled.ScheduleToCloseTimeout.Seconds, scheduled.ScheduleToStartTimeout.Seconds,
            scheduled.StartToCloseTimeout.Seconds, scheduled.HeartbeatTimeout.Seconds));
    }

    [Fact]
    public void Poll_Task_HasInputAndTimes()
    {
        Begin();
        bench.Advance(1);
        var task = bench.PollActivity();
        Assert.Equal(("a", "Do", 1, "\"input\""), (
            task.ActivityId, task.ActivityType.Name, task.Attempt, task.Input.Payloads_[0].Data.ToStringUtf8()));
        Assert.Equal(bench.Now, task.StartedTime.ToDateTimeOffset());
        var pending = bench.Describe().PendingActivities.Single();
        Assert.Equal((PendingActivityState.Started, "worker"), (pending.State, pending.LastWorkerIdentity));
    }

    [Fact]
    public void Retry_HeartbeatDetailsAndFirstTime_AreKept()
    {
        Begin(wanted => wanted.RetryPolicy = Make.Retry(0, 2));
        var first = bench.PollActivity();
        Assert.False(bench.Heartbeat(first, "so far"));
        bench.FailActivity(first);
        var pending = bench.Describe().PendingActivities.Single();
        Assert.Equal((PendingActivityState.Scheduled, 2, 2), (
            pending.State, pending.Attempt, pending.CurrentRetryInterval.Seconds));
        Assert.Equal(bench.Now.AddSeconds(2), pending.NextAttemptScheduleTime.ToDateTimeOffset());
        bench.Advance(2);
        var second = bench.PollActivity();
        Assert.Equal("\"so far\"", second.HeartbeatDetails.Payloads_[0].Data.ToStringUtf8());
        Assert.Equal(first.ScheduledTime, second.ScheduledTime);
        bench.Refused(() => bench.CompleteActivity(first), GrpcStatusCode.NotFound);
        Assert.Equal(5, bench.Events().Count);
    }

    [Fact]
    public void NextRetryDelay_InTheFailure_OverridesThePolicy()
    {
        Begin(wanted => wanted.RetryPolicy = Make.Retry(0, 1));
        var failure = Make.Broken();
        failure.ApplicationFailureInfo.NextRetryDelay = Make.Seconds(60);
        bench.FailActivity(bench.PollActivity(), failure);
        bench.Advance(59);
        Assert.Null(bench.TryPollActivity());
        bench.Advance(1);
        Assert.Equal(2, bench.PollActivity().Attempt);
    }

    [Theory]
    [InlineData(true, "Broken", 0, 0, RetryState.NonRetryableFailure)]
    [InlineData(false, "Never", 0, 0, RetryState.NonRetryableFailure)]
    [InlineData(false, "Broken", 1, 0, RetryState.MaximumAttemptsReached)]
    [InlineData(false, "Broken", 0, 3, RetryState.Timeout)]
    public void Failure_WithoutAnotherAttempt_EndsWithItsRetryState(
        bool nonRetryable, string type, int attempts, int scheduleToClose, RetryState expected)
    {
        Begin(wanted =>
        {
            wanted.RetryPolicy = Make.Retry(attempts, 5);
            wanted.RetryPolicy.NonRetryableErrorTypes.Add("Never");
            wanted.ScheduleToCloseTimeout = Make.Seconds(scheduleToClose);
        });
        bench.FailActivity(bench.PollActivity(), Make.Broken(nonRetryable: nonRetryable, type: type));
        var failed = bench.Events()[6].ActivityTaskFailedEventAttributes;
        Assert.Equal((expected, 6L), (failed.RetryState, failed.StartedEventId));
        Assert.Equal("8:WorkflowTaskScheduled", bench.Shape(from: 8));
    }

    [Fact]
    public void ScheduleToStart_NobodyCame_IsNotRetried()
    {
        Begin(wanted => wanted.ScheduleToStartTimeout = Make.Seconds(2));
        bench.Advance(2);
        var timedOut = bench.Events()[5].ActivityTaskTimedOutEventAttributes;
        Assert.Equal((0L, TimeoutType.ScheduleToStart, RetryState.NonRetryableFailure), (
            timedOut.StartedEventId, timedOut.Failure.TimeoutFailureInfo.TimeoutType, timedOut.RetryState));
        Assert.Null(bench.TryPollActivity());
    }

    [Fact]
    public void StartToClose_Passes_IsRetried()
    {
        Begin(wanted => wanted.RetryPolicy = Make.Retry(0, 1));
        bench.PollActivity();
        bench.Advance(11);
        Assert.Equal(2, bench.PollActivity().Attempt);
        Assert.Equal(5, bench.Events().Count);
    }

    [Fact]
    public void Heartbeat_RegularBeats_KeepItAlive()
    {
        Begin(wanted => wanted.HeartbeatTimeout = Make.Seconds(2));
        var task = bench.PollActivity();
        for (var beat = 0; beat < 4; beat++)
        {
            bench.Advance(1.5);
            bench.Heartbeat(task, $"{beat}");
        }

        Assert.Equal("\"3\"", bench.Describe().PendingActivities[0].HeartbeatDetails.Payloads_[0].Data.ToStringUtf8());
        bench.CompleteActivity(task);
    }

    [Fact]
    public void Canceled_WithoutARequest_IsRefused()
    {
        Begin();
        var task = bench.PollActivity();
        bench.Refused(() => bench.CancelActivity(task), GrpcStatusCode.InvalidArgument);
        bench.CompleteActivity(task);
    }

    [Fact]
    public void CancelRequested_FailsInstead_IsNotRetried()
    {
        var task = BeginAndRequestCancel();
        bench.FailActivity(task);
        var failed = bench.Events()[^2].ActivityTaskFailedEventAttributes;
        Assert.Equal(RetryState.CancelRequested, failed.RetryState);
    }

    [Fact]
    public void CancelRequested_CompletesInstead_IsCompleted()
    {
        var task = BeginAndRequestCancel();
        bench.CompleteActivity(task);
        Assert.Equal(EventType.ActivityTaskCompleted, bench.Events()[^2].EventType);
    }

    [Fact]
    public void CancelRequested_Twice_IsABadCommand()
    {
        BeginAndRequestCancel();
        bench.Signal("again");
        bench.Refused(() => bench.Work(Make.CancelActivity(5)), GrpcStatusCode.InvalidArgument);
    }

    [Fact]
    public void CancelRequested_FinishIsInTheBuffer_OnlyTheRequestIsWritten()
    {
        Begin();
        var activity = bench.PollActivity();
        bench.Signal("s");
        var task = bench.Poll();
        bench.CompleteActivity(activity);
        bench.Complete(task, Make.CancelActivity(5));
        Assert.Equal(
            "10:ActivityTaskCancelRequested 11:ActivityTaskStarted 12:ActivityTaskCompleted 13:WorkflowTaskScheduled",
            bench.Shape(from: 10));
    }

    [Fact]
    public void CompleteById_NotStarted_IsStartedAndCompleted()
    {
        Begin();
        bench.Call((engine, now) => engine.RespondActivityTaskCompletedById(
            new RespondActivityTaskCompletedByIdRequest
            {
                Namespace = TestCatalog.Name,
                WorkflowId = EngineBench.WorkflowId,
                ActivityId = "a",
                Identity = "cli",
            },
            now));
        Assert.Equal("6:ActivityTaskStarted 7:ActivityTaskCompleted 8:WorkflowTaskScheduled", bench.Shape(from: 6));
        Assert.Null(bench.TryPollActivity());
    }

    [Fact]
    public void ById_UnknownOrNotStarted_IsNotFound()
    {
        Begin();
        bench.Refused(() => HeartbeatById("a"), GrpcStatusCode.NotFound);
        bench.Refused(() => HeartbeatById("nobody"), GrpcStatusCode.NotFound);
        bench.PollActivity();
        HeartbeatById("a");
    }

    [Fact]
    public void Result_TooBig_FailsTheActivityAndAnswersOk()
    {
        Begin();
        var task = bench.PollActivity();
        bench.Call((engine, now) => engine.RespondActivityTaskCompleted(
            new RespondActivityTaskCompletedRequest { TaskToken = task.TaskToken, Result = Make.Text(new string('x', 3 << 20)) }, now));
        Assert.True(bench.Events()[6].ActivityTaskFailedEventAttributes.Failure.ServerFailureInfo.NonRetryable);
    }

    [Fact]
    public void Failure_WithoutInfo_IsRefused()
    {
        Begin();
        var task = bench.PollActivity();
        bench.Refused(() => bench.FailActivity(task, new() { Message = "bare" }), GrpcStatusCode.InvalidArgument);
    }

    [Fact]
    public void SameId_AfterTheFirstEnded_IsFine()
    {
        Begin();
        bench.CompleteActivity(bench.PollActivity());
        bench.Work(Make.Activity());
        Assert.Equal("a", bench.PollActivity().ActivityId);
    }

    private PollActivityTaskQueueResponse BeginAndRequestCancel()
    {
        Begin();
        var task = bench.PollActivity();
        bench.Signal("stop it");
        bench.Work(Make.CancelActivity(5));
        return task;
    }

    private void Begin(Action<ScheduleActivityTaskCommandAttributes>? change = null)
    {
        bench.Start();
        bench.Work(Make.Activity("a", change));
    }

    private void HeartbeatById(string activityId) => bench.Call((engine, now) => engine.RecordActivityTaskHeartbeatById(
        new RecordActivityTaskHeartbeatByIdRequest
        {
            Namespace = TestCatalog.Name,
            WorkflowId = EngineBench.WorkflowId,
            ActivityId = activityId,
        },
        now));
}
