using Temporalio.Api.Enums.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

/// <summary>
/// Histories as captured from the real server, event by event. Each scenario runs twice: undisturbed, and with the
/// engine built anew from the store between any two turns; both must give the same history.
/// </summary>
public sealed class HistoryShapeTests
{
    private const string FirstTask =
        "1:WorkflowExecutionStarted 2:WorkflowTaskScheduled 3:WorkflowTaskStarted 4:WorkflowTaskCompleted ";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Activity_Completed_StartedIsWrittenWithTheEnd(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        bench.Work(Make.Activity());
        var task = bench.PollActivity();
        Assert.Equal(5, bench.Events().Count);
        bench.CompleteActivity(task);
        bench.Work(Make.Complete());

        Assert.Equal(
            FirstTask + "5:ActivityTaskScheduled 6:ActivityTaskStarted 7:ActivityTaskCompleted " +
            "8:WorkflowTaskScheduled 9:WorkflowTaskStarted 10:WorkflowTaskCompleted 11:WorkflowExecutionCompleted",
            bench.Shape());
        var completed = bench.Events()[6].ActivityTaskCompletedEventAttributes;
        Assert.Equal((5, 6), (completed.ScheduledEventId, completed.StartedEventId));
        var info = bench.Describe().WorkflowExecutionInfo;
        Assert.Equal(7, info.StateTransitionCount);
        Assert.Equal(WorkflowExecutionStatus.Completed, info.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Activity_RetriedTwice_OnlyTheLastAttemptIsInHistory(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        bench.Work(Make.Activity(change: wanted => wanted.RetryPolicy = Make.Retry(attempts: 5)));
        bench.FailActivity(bench.PollActivity(), Make.Broken("first"));
        Assert.Null(bench.TryPollActivity());
        bench.Advance(0.1);
        bench.FailActivity(bench.PollActivity(), Make.Broken("second"));
        bench.Advance(0.2);
        var third = bench.PollActivity();
        Assert.Equal(3, third.Attempt);
        bench.CompleteActivity(third);

        Assert.Equal(
            FirstTask + "5:ActivityTaskScheduled 6:ActivityTaskStarted 7:ActivityTaskCompleted 8:WorkflowTaskScheduled",
            bench.Shape());
        var started = bench.Events()[5];
        Assert.Equal(3, started.ActivityTaskStartedEventAttributes.Attempt);
        Assert.Equal("second", started.ActivityTaskStartedEventAttributes.LastFailure.Message);
        Assert.Equal(third.StartedTime, started.EventTime);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Activity_HeartbeatTimesOutTwice_CauseIsTheFirstTimeout(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        bench.Work(Make.Activity(change: wanted =>
        {
            wanted.RetryPolicy = Make.Retry(attempts: 2);
            wanted.HeartbeatTimeout = Make.Seconds(1);
        }));
        bench.PollActivity();
        bench.Advance(1.1);
        bench.PollActivity();
        bench.Advance(1);

        Assert.Equal(
            FirstTask + "5:ActivityTaskScheduled 6:ActivityTaskStarted 7:ActivityTaskTimedOut 8:WorkflowTaskScheduled", bench.Shape());
        var timedOut = bench.Events()[6].ActivityTaskTimedOutEventAttributes;
        Assert.Equal(RetryState.MaximumAttemptsReached, timedOut.RetryState);
        Assert.Equal(TimeoutType.Heartbeat, timedOut.Failure.TimeoutFailureInfo.TimeoutType);
        Assert.Equal(TimeoutType.Heartbeat, timedOut.Failure.Cause.TimeoutFailureInfo.TimeoutType);
        Assert.Equal("Server", timedOut.Failure.Source);
        Assert.Equal(6, timedOut.StartedEventId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Timer_CancelledByAnother_OneFiresOneIsCanceled(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        bench.Work(Make.Timer("1", 0.2), Make.Timer("2", 100));
        bench.Advance(0.2);
        bench.Work(Make.Timer("3", 0.1), Make.CancelTimer("2"));
        bench.Advance(0.1);
        bench.Work(Make.Complete());

        Assert.Equal(
            FirstTask + "5:TimerStarted 6:TimerStarted 7:TimerFired 8:WorkflowTaskScheduled 9:WorkflowTaskStarted " +
            "10:WorkflowTaskCompleted 11:TimerStarted 12:TimerCanceled 13:TimerFired 14:WorkflowTaskScheduled " +
            "15:WorkflowTaskStarted 16:WorkflowTaskCompleted 17:WorkflowExecutionCompleted",
            bench.Shape());
        var canceled = bench.Events()[11].TimerCanceledEventAttributes;
        Assert.Equal(
            ("2", 6L, 10L), (canceled.TimerId, canceled.StartedEventId, canceled.WorkflowTaskCompletedEventId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Signal_DuringAStartedTask_ComesAfterItsCommandsWithItsOwnTime(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        bench.Work();
        bench.Signal("a");
        var task = bench.Poll();
        bench.Advance(1);
        bench.Signal("b");
        bench.Advance(1);
        bench.Complete(task, Make.Marker());

        Assert.Equal(
            FirstTask + "5:WorkflowExecutionSignaled 6:WorkflowTaskScheduled 7:WorkflowTaskStarted 8:WorkflowTaskCompleted " +
            "9:MarkerRecorded 10:WorkflowExecutionSignaled 11:WorkflowTaskScheduled",
            bench.Shape());
        var events = bench.Events();
        Assert.True(events[9].EventTime.ToDateTimeOffset() < events[7].EventTime.ToDateTimeOffset());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ActivityCancel_Running_StartedKeepsItsEarlierTime(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        bench.Work(Make.Activity(change: wanted => wanted.HeartbeatTimeout = Make.Seconds(5)), Make.Timer("t", 1));
        var activity = bench.PollActivity();
        bench.Advance(1);
        bench.Work(Make.CancelActivity(5));
        Assert.True(bench.Heartbeat(activity));
        bench.CancelActivity(activity);

        Assert.Equal(
            FirstTask + "5:ActivityTaskScheduled 6:TimerStarted 7:TimerFired 8:WorkflowTaskScheduled 9:WorkflowTaskStarted " +
            "10:WorkflowTaskCompleted 11:ActivityTaskCancelRequested 12:ActivityTaskStarted 13:ActivityTaskCanceled " +
            "14:WorkflowTaskScheduled",
            bench.Shape());
        var events = bench.Events();
        Assert.True(events[11].EventTime.ToDateTimeOffset() < events[10].EventTime.ToDateTimeOffset());
        var canceled = events[12].ActivityTaskCanceledEventAttributes;
        Assert.Equal((11L, 5L, 12L), (canceled.LatestCancelRequestedEventId, canceled.ScheduledEventId, canceled.StartedEventId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ActivityCancel_NeverStarted_IsCanceledAtOnceAndNeverDispatched(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        bench.Work(Make.Activity(), Make.Timer("t", 1));
        bench.Advance(1);
        bench.Work(Make.CancelActivity(5));

        Assert.Equal(
            "11:ActivityTaskCancelRequested 12:ActivityTaskCanceled 13:WorkflowTaskScheduled", bench.Shape(from: 11));
        var canceled = bench.Events()[11].ActivityTaskCanceledEventAttributes;
        Assert.Equal("\"ACTIVITY_ID_NOT_STARTED\"", canceled.Details.Payloads_[0].Data.ToStringUtf8());
        Assert.Equal(0, canceled.StartedEventId);
        Assert.Null(bench.TryPollActivity());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WorkflowTask_FailsThenSucceeds_TheRepeatIsWrittenOnlyThen(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        bench.FailTask(bench.Poll());
        var second = bench.Poll();
        Assert.Equal((2, 6L, 0L), (second.Attempt, second.StartedEventId, second.PreviousStartedEventId));
        Assert.Equal([1L, 2, 3, 4, 5, 6], second.History.Events.Select(read => read.EventId));
        Assert.Equal(4, bench.Events().Count);
        bench.FailTask(second);
        Assert.Equal(4, bench.Events().Count);
        var third = bench.Poll();
        bench.Complete(third);

        Assert.Equal(
            "4:WorkflowTaskFailed 5:WorkflowTaskScheduled 6:WorkflowTaskStarted " +
            "7:WorkflowTaskCompleted", bench.Shape(from: 4));
        Assert.Equal(3, bench.Events()[4].WorkflowTaskScheduledEventAttributes.Attempt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Close_WithAnUnseenSignal_FailsTheTaskWithUnhandledCommand(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        var task = bench.Poll();
        bench.Signal("late");
        bench.Refused(() => bench.Complete(task, Make.Complete()), GrpcStatusCode.InvalidArgument);
        Assert.Equal("4:WorkflowTaskFailed 5:WorkflowExecutionSignaled 6:WorkflowTaskScheduled", bench.Shape(from: 4));
        Assert.Equal(
            WorkflowTaskFailedCause.UnhandledCommand, bench.Events()[3].WorkflowTaskFailedEventAttributes.Cause);
        Assert.Equal(1, bench.Events()[5].WorkflowTaskScheduledEventAttributes.Attempt);
        bench.Work(Make.Complete());
        Assert.Equal(WorkflowExecutionStatus.Completed, bench.Describe().WorkflowExecutionInfo.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Terminate_DuringAStartedTask_FailsItAndKeepsTheBufferedSignal(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        var task = bench.Poll();
        bench.Signal("late");
        bench.Terminate();
        Assert.Equal(
            "4:WorkflowTaskFailed 5:WorkflowExecutionSignaled 6:WorkflowExecutionTerminated", bench.Shape(from: 4));
        bench.Refused(() => bench.Complete(task), GrpcStatusCode.NotFound);
        bench.Refused(() => bench.Terminate(), GrpcStatusCode.NotFound);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cancel_Requested_WorkflowMayClean(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        bench.Work(Make.Timer("t", 100));
        bench.RequestCancel("why");
        bench.RequestCancel("again");
        bench.Work(Make.CancelTimer("t"), Make.Cancel());

        Assert.Equal(
            FirstTask + "5:TimerStarted 6:WorkflowExecutionCancelRequested 7:WorkflowTaskScheduled 8:WorkflowTaskStarted " +
            "9:WorkflowTaskCompleted 10:TimerCanceled 11:WorkflowExecutionCanceled",
            bench.Shape());
        Assert.Equal("why", bench.Events()[5].WorkflowExecutionCancelRequestedEventAttributes.Cause);
        bench.RequestCancel("closed is fine");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Buffer_MixedNews_CompletionsComeLast(bool restarts)
    {
        var bench = new EngineBench(restarts);
        bench.Start();
        bench.Work(Make.Activity(), Make.Timer("t", 5));
        var activity = bench.PollActivity();
        bench.Signal("first");
        var task = bench.Poll();
        bench.CompleteActivity(activity);
        bench.Signal("second");
        bench.Advance(5);
        bench.Signal("third");
        bench.Complete(task);

        Assert.Equal(
            "7:WorkflowExecutionSignaled 8:WorkflowTaskScheduled 9:WorkflowTaskStarted 10:WorkflowTaskCompleted " +
            "11:ActivityTaskStarted 12:WorkflowExecutionSignaled 13:TimerFired 14:WorkflowExecutionSignaled " +
            "15:ActivityTaskCompleted 16:WorkflowTaskScheduled",
            bench.Shape(from: 7));
        Assert.Equal(11, bench.Events()[14].ActivityTaskCompletedEventAttributes.StartedEventId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ContinueAsNew_Loop_SuccessorWaitsOutTheSecond(bool restarts)
    {
        var bench = new EngineBench(restarts);
        var first = bench.Start(request => request.Memo = new() { Fields = { ["k"] = Make.Json("1") } }).RunId;
        bench.Advance(0.25);
        bench.Work(Make.ContinueAsNew());
        Assert.Equal("5:WorkflowExecutionContinuedAsNew", bench.Shape(from: 5, runId: first));
        var next = bench.Events(runId: first)[4].WorkflowExecutionContinuedAsNewEventAttributes.NewExecutionRunId;
        Assert.Equal("1:WorkflowExecutionStarted", bench.Shape());
        var started = bench.Events()[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal((first, first, next), (started.ContinuedExecutionRunId, started.FirstExecutionRunId, started.OriginalExecutionRunId));
        Assert.Equal(TimeSpan.FromSeconds(0.75), started.FirstWorkflowTaskBackoff.ToTimeSpan());
        Assert.Null(started.Memo);
        Assert.Equal("\"again\"", started.Input.Payloads_[0].Data.ToStringUtf8());
        Assert.Null(bench.TryPoll());
        bench.Signal("during backoff");
        Assert.Null(bench.TryPoll());
        bench.Advance(0.75);
        Assert.Equal("1:WorkflowExecutionStarted 2:WorkflowExecutionSignaled 3:WorkflowTaskScheduled", bench.Shape());
        Assert.Equal(WorkflowExecutionStatus.ContinuedAsNew, bench.Describe(first).WorkflowExecutionInfo.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WorkflowRetry_FailsOnceThenCompletes_TwoRunsOfOneChain(bool restarts)
    {
        var bench = new EngineBench(restarts);
        var first = bench.Start(request =>
        {
            request.RetryPolicy = Make.Retry(attempts: 3, firstSeconds: 2);
            request.Input = Make.Text("start");
        }).RunId;
        bench.Work(Make.Fail(Make.Broken("attempt one")));
        var failed = bench.Events(runId: first)[4].WorkflowExecutionFailedEventAttributes;
        Assert.Equal(RetryState.InProgress, failed.RetryState);
        Assert.Equal(WorkflowExecutionStatus.Failed, bench.Describe(first).WorkflowExecutionInfo.Status);
        var started = bench.Events()[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal(
            (2, first, ContinueAsNewInitiator.Retry), (started.Attempt, started.ContinuedExecutionRunId, started.Initiator));
        Assert.Equal("attempt one", started.ContinuedFailure.Message);
        Assert.Equal("\"start\"", started.Input.Payloads_[0].Data.ToStringUtf8());
        bench.Advance(2);
        bench.Work(Make.Complete());
        Assert.Equal(
            WorkflowExecutionStatus.Completed, bench.Describe(failed.NewExecutionRunId).WorkflowExecutionInfo.Status);
    }
}
