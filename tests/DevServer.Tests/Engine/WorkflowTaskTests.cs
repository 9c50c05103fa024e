using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

public sealed class WorkflowTaskTests
{
    private const string Sticky = "sticky-1";

    private readonly EngineBench bench = new();

    [Fact]
    public void FirstPoll_FreshRun_HasThreeEventsAndNothingBefore()
    {
        bench.Start();
        var task = bench.Poll();
        Assert.Equal((0L, 3L, 1), (task.PreviousStartedEventId, task.StartedEventId, task.Attempt));
        Assert.Equal(3, task.History.Events.Count);
        Assert.Equal(EngineBench.Queue, task.WorkflowExecutionTaskQueue.Name);
    }

    [Fact]
    public void Complete_NoCommands_LeavesNoTask()
    {
        bench.Start();
        bench.Work();
        Assert.Equal(4, bench.Events().Count);
        Assert.Null(bench.Describe().PendingWorkflowTask);
    }

    [Fact]
    public void Token_UsedTwice_IsNotFound()
    {
        bench.Start();
        var task = bench.Poll();
        bench.Complete(task);
        bench.Refused(() => bench.Complete(task), GrpcStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    public void Token_NotOurs_IsInvalid(string text)
    {
        var task = new PollWorkflowTaskQueueResponse { TaskToken = ByteString.CopyFromUtf8(text) };
        bench.Refused(() => bench.Complete(task), GrpcStatusCode.InvalidArgument);
    }

    [Fact]
    public void Metadata_OfTheCompletion_IsInTheEvent()
    {
        bench.Start();
        bench.CompleteWith(
            bench.Poll(), request => request.SdkMetadata = new() { SdkName = "sdk", CoreUsedFlags = { 3 } });
        var metadata = bench.Events()[3].WorkflowTaskCompletedEventAttributes.SdkMetadata;
        Assert.Equal(("sdk", 3u), (metadata.SdkName, metadata.CoreUsedFlags[0]));
    }

    [Fact]
    public void StartToClose_Passes_TimesOutAndRepeatsUnwritten()
    {
        bench.Start();
        bench.Poll();
        bench.Advance(10);
        Assert.Equal("4:WorkflowTaskTimedOut", bench.Shape(from: 4));
        Assert.Equal(2, bench.Poll().Attempt);
        bench.Advance(10);
        Assert.Equal(4, bench.Events().Count);
        Assert.Equal(3, bench.Describe().PendingWorkflowTask.Attempt);
    }

    [Fact]
    public void SignalBetweenFailures_TaskNotStarted_IsAFirstAttemptAgain()
    {
        bench.Start();
        bench.FailTask(bench.Poll());
        bench.Signal("news");
        var task = bench.Poll();
        Assert.Equal((1, 7L), (task.Attempt, task.StartedEventId));
        Assert.Equal(
            "4:WorkflowTaskFailed 5:WorkflowExecutionSignaled 6:WorkflowTaskScheduled " +
            "7:WorkflowTaskStarted", bench.Shape(from: 4));
    }

    [Fact]
    public void SignalDuringARepeat_ThatFails_IsFlushedAndStartsOver()
    {
        bench.Start();
        bench.FailTask(bench.Poll());
        var repeat = bench.Poll();
        bench.Signal("news");
        bench.FailTask(repeat);
        Assert.Equal("4:WorkflowTaskFailed 5:WorkflowExecutionSignaled 6:WorkflowTaskScheduled", bench.Shape(from: 4));
        Assert.Equal(1, bench.Poll().Attempt);
    }

    [Fact]
    public void CloseCommand_NotLast_IsRefusedWithoutATrace()
    {
        bench.Start();
        var task = bench.Poll();
        bench.Refused(() => bench.Complete(task, Make.Complete(), Make.Marker()), GrpcStatusCode.InvalidArgument);
        Assert.Equal(3, bench.Events().Count);
        bench.Complete(task, Make.Marker(), Make.Complete());
    }

    [Fact]
    public void BadCommand_AfterGoodOnes_LeavesOnlyTheFailure()
    {
        bench.Start();
        var task = bench.Poll();
        bench.Refused(
            () => bench.Complete(task, Make.Marker(), Make.Timer("t", 1), Make.CancelTimer("unknown")),
            GrpcStatusCode.InvalidArgument);
        Assert.Equal("4:WorkflowTaskFailed", bench.Shape(from: 4));
        var failed = bench.Events()[3].WorkflowTaskFailedEventAttributes;
        Assert.Equal(WorkflowTaskFailedCause.BadCancelTimerAttributes, failed.Cause);
        var repeat = bench.Poll();
        Assert.Equal(2, repeat.Attempt);
        bench.Refused(() => bench.Complete(repeat, Make.CancelTimer("unknown")), GrpcStatusCode.InvalidArgument);
        Assert.Equal(4, bench.Events().Count);
        Assert.Equal(PendingWorkflowTaskState.Started, bench.Describe().PendingWorkflowTask.State);
        bench.Complete(repeat, Make.Timer("t", 1));
        bench.Advance(1);
        Assert.EndsWith("9:TimerFired 10:WorkflowTaskScheduled", bench.Shape(), StringComparison.Ordinal);
    }

    [Fact]
    public void BadCommands_EachKind_HasItsCause()
    {
        var cases = new (WorkflowTaskFailedCause Cause, Temporalio.Api.Command.V1.Command[] Commands)[]
        {
            (WorkflowTaskFailedCause.StartTimerDuplicateId, [Make.Timer("t", 1), Make.Timer("t", 1)]),
            (WorkflowTaskFailedCause.BadStartTimerAttributes, [Make.Timer(string.Empty, 1)]),
            (WorkflowTaskFailedCause.ScheduleActivityDuplicateId, [Make.Activity("a"), Make.Activity("a")]),
            (WorkflowTaskFailedCause.BadScheduleActivityAttributes, [Make.Activity("a", it => it.StartToCloseTimeout = null)]),
            (WorkflowTaskFailedCause.BadScheduleActivityAttributes, [Make.Activity(string.Empty)]),
            (WorkflowTaskFailedCause.BadRequestCancelActivityAttributes, [Make.CancelActivity(99)]),
            (WorkflowTaskFailedCause.BadRecordMarkerAttributes, [Make.Marker(string.Empty)]),
            (WorkflowTaskFailedCause.BadSearchAttributes, [Make.Upsert("Unknown", Make.Json("1"))]),
            (WorkflowTaskFailedCause.BadScheduleActivityAttributes, [new() { CommandType = CommandType.ScheduleActivityTask }]),
            (WorkflowTaskFailedCause.FeatureDisabled, [new() { CommandType = CommandType.ScheduleNexusOperation }]),
        };
        foreach (var (cause, commands) in cases)
        {
            var fresh = new EngineBench();
            fresh.Start();
            fresh.Refused(() => fresh.Complete(fresh.Poll(), commands), GrpcStatusCode.InvalidArgument);
            Assert.Equal(cause, fresh.Events()[3].WorkflowTaskFailedEventAttributes.Cause);
        }
    }

    [Fact]
    public void ReturnNew_WithABufferedSignal_HasItInline()
    {
        bench.Start();
        var task = bench.Poll();
        bench.Signal("s");
        var inline = bench.CompleteWith(task, request => request.ReturnNewWorkflowTask = true).WorkflowTask;
        Assert.Equal(7, inline.StartedEventId);
        Assert.Equal([4L, 5, 6, 7], inline.History.Events.Select(read => read.EventId));
        Assert.Null(bench.TryPoll());
        bench.Complete(inline, Make.Complete());
    }

    [Fact]
    public void ReturnNew_NothingNew_HasNone()
    {
        bench.Start();
        Assert.Null(bench.CompleteWith(bench.Poll(), request => request.ReturnNewWorkflowTask = true).WorkflowTask);
    }

    [Fact]
    public void ForceCreate_Heartbeat_KeepsTheOriginalTime()
    {
        bench.Start();
        var task = bench.Poll();
        var first = bench.Now;
        bench.Advance(5);
        var inline = bench.CompleteWith(task, request =>
        {
            request.ForceCreateNewWorkflowTask = true;
            request.ReturnNewWorkflowTask = true;
        }).WorkflowTask;
        Assert.Equal(6, inline.StartedEventId);
        Assert.Equal("4:WorkflowTaskCompleted 5:WorkflowTaskScheduled 6:WorkflowTaskStarted", bench.Shape(from: 4));
        Assert.Equal(first, bench.Describe().PendingWorkflowTask.OriginalScheduledTime.ToDateTimeOffset());
    }

    [Fact]
    public void Sticky_ServedQueue_GetsOnlyWhatIsNew()
    {
        bench.Start();
        bench.ServeBriefly(Sticky);
        CompleteSticky(bench.Poll());
        bench.Signal("s");
        Assert.Null(bench.TryPoll());
        var task = bench.Poll(Sticky);
        Assert.Equal([4L, 5, 6, 7], task.History.Events.Select(read => read.EventId));
        var queue = bench.Events()[5].WorkflowTaskScheduledEventAttributes.TaskQueue;
        Assert.Equal((Sticky, TaskQueueKind.Sticky, EngineBench.Queue), (queue.Name, queue.Kind, queue.NormalName));
    }

    [Fact]
    public void Sticky_NeverServed_GoesToTheNormalQueueWhole()
    {
        bench.Start();
        CompleteSticky(bench.Poll());
        bench.Signal("s");
        Assert.Equal(7, bench.Poll().History.Events.Count);
        Assert.Equal(Sticky, bench.Events()[5].WorkflowTaskScheduledEventAttributes.TaskQueue.Name);
    }

    [Fact]
    public void Sticky_SilentWorker_TimesOutToTheNormalQueue()
    {
        bench.Start();
        bench.ServeBriefly(Sticky);
        CompleteSticky(bench.Poll());
        bench.Signal("s");
        bench.Advance(10);
        Assert.Equal("7:WorkflowTaskTimedOut 8:WorkflowTaskScheduled", bench.Shape(from: 7));
        Assert.Equal(TimeoutType.ScheduleToStart, bench.Events()[6].WorkflowTaskTimedOutEventAttributes.TimeoutType);
        var task = bench.Poll();
        Assert.Equal((1, 9), (task.Attempt, task.History.Events.Count));
    }

    [Fact]
    public void Sticky_WorkerThatHungUp_IsGoneAtOnce()
    {
        bench.Start();
        bench.TryPoll(Sticky);
        CompleteSticky(bench.Poll());
        bench.Signal("s");
        Assert.Equal(7, bench.Poll().History.Events.Count);
    }

    [Fact]
    public void ShutdownWorker_TaskInItsStickyQueue_FallsBackAtOnce()
    {
        bench.Start();
        bench.ServeBriefly(Sticky);
        CompleteSticky(bench.Poll());
        bench.Signal("s");
        bench.Call((engine, now) => engine.ShutdownWorker(
            new ShutdownWorkerRequest { Namespace = TestCatalog.Name, StickyTaskQueue = Sticky }, now));
        Assert.Equal(7, bench.Poll().History.Events.Count);
    }

    [Fact]
    public void StickyFailure_FirstOne_IsFollowedByAWrittenFirstAttempt()
    {
        bench.Start();
        bench.ServeBriefly(Sticky);
        CompleteSticky(bench.Poll());
        bench.Signal("s");
        bench.FailTask(bench.Poll(Sticky));
        bench.FailTask(bench.Poll());
        Assert.Equal(
            "6:WorkflowTaskScheduled 7:WorkflowTaskStarted 8:WorkflowTaskFailed 9:WorkflowTaskScheduled " +
            "10:WorkflowTaskStarted " +
            "11:WorkflowTaskFailed",
            bench.Shape(from: 6));
        var third = bench.Poll();
        Assert.Equal((2, 13L), (third.Attempt, third.StartedEventId));
    }

    [Fact]
    public void FourthAttempt_TimeoutGrows()
    {
        bench.Start();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            bench.FailTask(bench.Poll());
        }

        bench.Poll();
        bench.Advance(10);
        Assert.Equal(4, bench.Describe().PendingWorkflowTask.Attempt);
        bench.Advance(5);
        Assert.Equal(5, bench.Describe().PendingWorkflowTask.Attempt);
    }

    [Fact]
    public void BufferOverLimit_HundredAndOneSignals_EndTheStartedTask()
    {
        bench.Start();
        bench.Poll();
        for (var signal = 0; signal <= 100; signal++)
        {
            bench.Signal("s");
        }

        var failed = bench.Events()[3].WorkflowTaskFailedEventAttributes;
        Assert.Equal(WorkflowTaskFailedCause.ForceCloseCommand, failed.Cause);
        Assert.Equal(4 + 101 + 1, bench.Events().Count);
    }

    [Fact]
    public void Oversized_Result_EndsTheWorkflow()
    {
        bench.Start();
        var task = bench.Poll();
        bench.Refused(
            () => bench.Complete(task, Make.Complete(new string('x', 3 << 20))), GrpcStatusCode.InvalidArgument);
        Assert.Equal("4:WorkflowTaskFailed 5:WorkflowExecutionTerminated", bench.Shape(from: 4));
    }

    [Fact]
    public void SecondCloseAttempt_AfterUnhandled_ShutsOutNewSignals()
    {
        bench.Start();
        var task = bench.Poll();
        bench.Signal("one");
        bench.Refused(() => bench.Complete(task, Make.Complete()), GrpcStatusCode.InvalidArgument);
        var again = bench.Poll();
        bench.Refused(() => bench.Signal("two"), GrpcStatusCode.ResourceExhausted);
        bench.Complete(again, Make.Complete());
    }

    private void CompleteSticky(PollWorkflowTaskQueueResponse task) => bench.CompleteWith(task, request =>
        request.StickyAttributes = new()
        {
            WorkerTaskQueue = new() { Name = Sticky, Kind = TaskQueueKind.Sticky, NormalName = EngineBench.Queue },
            ScheduleToStartTimeout = Make.Seconds(10),
        });
}
