using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.WorkflowTasks;

public sealed class WorkflowTaskTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task FirstPoll_HasTheWholeHistory(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        Assert.Equal(0, task.PreviousStartedEventId);
        Assert.Equal(3, task.StartedEventId);
        Assert.Equal(1, task.Attempt);
        Assert.Equal(c.WorkflowId, task.WorkflowExecution.WorkflowId);
        Assert.Equal(Conversation.WorkflowType, task.WorkflowType.Name);
        Assert.Equal(
            [EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted],
            task.History.Events.Select(e => e.EventType));
    }

    [SkippableTheory, BothServers]
    public async Task Completion_WithoutCommands_LeavesNoPendingTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync());
        await c.HistoryIsAsync(
            EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
            EventType.WorkflowTaskCompleted);
        Assert.Null((await c.DescribeAsync()).PendingWorkflowTask);
    }

    [SkippableTheory, BothServers]
    public async Task Token_AfterCompletion_IsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await c.CompleteAsync(task);
        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => c.CompleteAsync(task));
    }

    [SkippableTheory, BothServers]
    public async Task Token_Garbage_IsInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(RpcException.StatusCode.InvalidArgument, () => c.Rpc.RespondWorkflowTaskCompletedAsync(new()
        {
            Namespace = Conversation.Namespace,
            TaskToken = Google.Protobuf.ByteString.CopyFromUtf8("garbage"),
        }));
    }

    [SkippableTheory, BothServers]
    public async Task StickyPoll_HasOnlyWhatIsNew(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var waiting = c.TryPollAsync(TimeSpan.FromSeconds(12), sticky: true);
        await c.CompleteStickyAsync(await c.PollAsync(), TimeSpan.FromSeconds(10));
        await c.SignalAsync("go");
        var task = await waiting;
        Assert.Equal(
            [
                EventType.WorkflowTaskCompleted, EventType.WorkflowExecutionSignaled, EventType.WorkflowTaskScheduled,
                EventType.WorkflowTaskStarted,
            ],
            task.History.Events.Select(e => e.EventType));
        Assert.Equal(3, task.PreviousStartedEventId);
        var scheduled = task.History.Events[2].WorkflowTaskScheduledEventAttributes.TaskQueue;
        Assert.Equal(TaskQueueKind.Sticky, scheduled.Kind);
        Assert.Equal(c.Sticky, scheduled.Name);
        Assert.Equal(c.Queue, scheduled.NormalName);
    }

    [SkippableTheory, BothServers]
    public async Task ShutdownWorker_ReturnsThePollsOfItsStickyQueue(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var waiting = c.TryPollAsync(TimeSpan.FromSeconds(50), sticky: true);
        await c.StartAsync();
        await c.CompleteStickyAsync(await c.PollAsync(), TimeSpan.FromSeconds(10));
        await c.Rpc.ShutdownWorkerAsync(new()
        {
            Namespace = Conversation.Namespace, StickyTaskQueue = c.Sticky, Identity = "worker",
        });
        var returned = await waiting.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(returned.TaskToken.IsEmpty);
        await c.SignalAsync("go");
        Assert.Equal(1, (await c.PollAsync()).History.Events[0].EventId);
    }

    [SkippableTheory, BothServers]
    public async Task StickyQueue_WithoutAnyPoller_FallsBackWithTheWholeHistory(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteStickyAsync(await c.PollAsync(), TimeSpan.FromSeconds(10));
        await c.SignalAsync("go");
        var task = await c.PollAsync();
        Assert.Equal(1, task.History.Events[0].EventId);
        Assert.Equal(EventType.WorkflowTaskStarted, task.History.Events[^1].EventType);
    }

    [SkippableTheory, BothServers]
    public async Task StartToCloseTimeout_IsWrittenAndTriedAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.WorkflowTaskTimeout = Do.Span(1));
        await c.PollAsync();
        var again = await c.PollAsync();
        Assert.Equal(2, again.Attempt);
        var events = await c.HistoryAsync();
        var timedOut = Assert.Single(events, e => e.EventType == EventType.WorkflowTaskTimedOut);
        Assert.Equal(TimeoutType.StartToClose, timedOut.WorkflowTaskTimedOutEventAttributes.TimeoutType);
        Assert.Equal(4, events.Count(e => e.EventId <= 4));
    }

    [SkippableTheory, BothServers]
    public async Task Failure_ThenSuccess_WritesTheTransientAttempt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.FailAsync(await c.PollAsync());
        var task = await c.PollAsync();
        Assert.Equal(2, task.Attempt);
        await c.CompleteAsync(task, Do.Complete());
        await c.HistoryIsAsync(
            EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
            EventType.WorkflowTaskFailed, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
            EventType.WorkflowTaskCompleted, EventType.WorkflowExecutionCompleted);
    }

    [SkippableTheory, BothServers]
    public async Task TwoFailures_StandOnceInHistory(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.FailAsync(await c.PollAsync());
        await c.FailAsync(await c.PollAsync());
        Assert.Equal(3, (await c.DescribeAsync()).PendingWorkflowTask.Attempt);
        Assert.Single(await c.HistoryAsync(), e => e.EventType == EventType.WorkflowTaskFailed);
    }

    [SkippableTheory, BothServers]
    public async Task ForceCreate_ReturnsTheNextTaskInline(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var request = c.Completion(await c.PollAsync());
        request.ForceCreateNewWorkflowTask = true;
        request.ReturnNewWorkflowTask = true;
        var response = await c.Rpc.RespondWorkflowTaskCompletedAsync(request);
        Assert.False(response.WorkflowTask.TaskToken.IsEmpty);
        await c.HistoryIsAsync(
            EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
            EventType.WorkflowTaskCompleted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted);
    }

    [SkippableTheory, BothServers]
    public async Task ReturnNew_WithABufferedSignal_ReturnsATaskThatHoldsIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var request = c.Completion(await c.PollAsync());
        await c.SignalAsync("meanwhile");
        request.ReturnNewWorkflowTask = true;
        var response = await c.Rpc.RespondWorkflowTaskCompletedAsync(request);
        Assert.Contains(response.WorkflowTask.History.Events, e => e.EventType == EventType.WorkflowExecutionSignaled);
    }

    [SkippableTheory, BothServers]
    public async Task ReturnNew_WithNothingNew_ReturnsNone(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var request = c.Completion(await c.PollAsync());
        request.ReturnNewWorkflowTask = true;
        Assert.Null((await c.Rpc.RespondWorkflowTaskCompletedAsync(request)).WorkflowTask);
    }

    [SkippableTheory, BothServers]
    public async Task CloseCommand_NotLast_IsRefusedAndTheTokenStaysUsable(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await Refused.WithAsync(
            RpcException.StatusCode.InvalidArgument, () => c.CompleteAsync(task, Do.Complete(), Do.Timer("t", 1)));
        Assert.Equal(3, (await c.HistoryAsync()).Count);
        await c.CompleteAsync(task, Do.Complete());
        Assert.Equal(WorkflowExecutionStatus.Completed, await c.StatusAsync());
    }

    [SkippableTheory, BothServers]
    public async Task BadCommand_FailsTheTaskAndLeavesNothingOfTheOthers(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await Refused.WithAsync(
            RpcException.StatusCode.InvalidArgument,
            () => c.CompleteAsync(task, Do.Timer("first", 60), Do.Timer("same", 60), Do.Timer("same", 60)));
        var events = await c.HistoryAsync();
        Assert.DoesNotContain(events, e => e.EventType == EventType.TimerStarted);
        var failed = Assert.Single(events, e => e.EventType == EventType.WorkflowTaskFailed);
        Assert.Equal(
            WorkflowTaskFailedCause.StartTimerDuplicateId, failed.WorkflowTaskFailedEventAttributes.Cause);
    }

    [SkippableTheory, BothServers]
    public async Task CloseWithABufferedSignal_IsUnhandledAndComesAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await c.SignalAsync("late");
        await Refused.WithAsync(RpcException.StatusCode.InvalidArgument, () => c.CompleteAsync(task, Do.Complete()));
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        var events = await c.HistoryIsAsync(
            EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
            EventType.WorkflowTaskFailed, EventType.WorkflowExecutionSignaled, EventType.WorkflowTaskScheduled,
            EventType.WorkflowTaskStarted, EventType.WorkflowTaskCompleted, EventType.WorkflowExecutionCompleted);
        Assert.Equal(
            WorkflowTaskFailedCause.UnhandledCommand, events[3].WorkflowTaskFailedEventAttributes.Cause);
    }

    [SkippableTheory, BothServers]
    public async Task BufferedEvents_CompletionsGoLast(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c));
        var activity = await c.PollActivityAsync();
        await c.SignalAsync("wakes");
        var task = await c.PollAsync();
        await c.CompleteActivityAsync(activity);
        await c.SignalAsync("after");
        await c.CompleteAsync(task);
        var events = await c.HistoryAsync();
        Assert.Equal(
            [
                EventType.WorkflowTaskCompleted, EventType.ActivityTaskStarted, EventType.WorkflowExecutionSignaled,
                EventType.ActivityTaskCompleted, EventType.WorkflowTaskScheduled,
            ],
            events.TakeLast(5).Select(e => e.EventType));
        Assert.Equal(events[^4].EventId, events[^2].ActivityTaskCompletedEventAttributes.StartedEventId);
    }

    [SkippableTheory, BothServers]
    public async Task Completion_KeepsSdkMetadata(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var request = c.Completion(await c.PollAsync());
        request.SdkMetadata = new() { SdkName = "conformance", SdkVersion = "1.0.0", LangUsedFlags = { 7 } };
        await c.Rpc.RespondWorkflowTaskCompletedAsync(request);
        var kept = (await c.HistoryAsync())[3].WorkflowTaskCompletedEventAttributes.SdkMetadata;
        Assert.Equal(request.SdkMetadata, kept);
    }
}
