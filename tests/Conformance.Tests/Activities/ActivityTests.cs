using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.Activities;

public sealed class ActivityTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Simple_HasElevenEvents(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c));
        await c.CompleteActivityAsync(await c.PollActivityAsync());
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        await c.HistoryIsAsync(
            EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
            EventType.WorkflowTaskCompleted, EventType.ActivityTaskScheduled, EventType.ActivityTaskStarted,
            EventType.ActivityTaskCompleted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
            EventType.WorkflowTaskCompleted, EventType.WorkflowExecutionCompleted);
        Assert.Equal(7, (await c.DescribeAsync()).WorkflowExecutionInfo.StateTransitionCount);
    }

    [SkippableTheory, BothServers]
    public async Task RetryPolicy_IsFilledIn(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c));
        var policy = (await c.HistoryAsync())[4].ActivityTaskScheduledEventAttributes.RetryPolicy;
        Assert.Equal(Do.Span(1), policy.InitialInterval);
        Assert.Equal(2, policy.BackoffCoefficient);
        Assert.Equal(Do.Span(100), policy.MaximumInterval);
        Assert.Equal(0, policy.MaximumAttempts);
    }

    [SkippableTheory, BothServers]
    public async Task ScheduleToCloseAlone_GivesTheOthers(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c, a =>
        {
            a.StartToCloseTimeout = null;
            a.ScheduleToCloseTimeout = Do.Span(40);
        }));
        var scheduled = (await c.HistoryAsync())[4].ActivityTaskScheduledEventAttributes;
        Assert.Equal(Do.Span(40), scheduled.StartToCloseTimeout);
        Assert.Equal(Do.Span(40), scheduled.ScheduleToStartTimeout);
    }

    [SkippableTheory, BothServers]
    public async Task WithoutAnyTimeout_FailsTheTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await Refused.WithAsync(
            RpcException.StatusCode.InvalidArgument,
            () => c.CompleteAsync(task, Do.Activity("a", c, a => a.StartToCloseTimeout = null)));
        Assert.Equal(
            WorkflowTaskFailedCause.BadScheduleActivityAttributes,
            (await c.HistoryAsync())[3].WorkflowTaskFailedEventAttributes.Cause);
    }

    [SkippableTheory, BothServers]
    public async Task Started_IsInDescribeOnlyWhileItRuns(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c));
        await c.PollActivityAsync();
        var pending = await c.PendingActivityAsync();
        Assert.Equal(PendingActivityState.Started, pending.State);
        Assert.Equal(1, pending.Attempt);
        Assert.Equal("worker", pending.LastWorkerIdentity);
        Assert.DoesNotContain(await c.HistoryAsync(), e => e.EventType == EventType.ActivityTaskStarted);
    }

    [SkippableTheory, BothServers]
    public async Task Retry_KeepsHeartbeatDetailsAndCounts(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c, a =>
            a.RetryPolicy = new() { InitialInterval = Do.Span(0.1), BackoffCoefficient = 1 }));
        var first = await c.PollActivityAsync();
        await c.Rpc.RecordActivityTaskHeartbeatAsync(new()
        {
            Namespace = Conversation.Namespace,
            TaskToken = first.TaskToken,
            Details = Conversation.JsonArguments("41"),
        });
        await c.FailActivityAsync(first);
        var second = await c.PollActivityAsync();
        Assert.Equal(2, second.Attempt);
        Assert.Equal("41", second.HeartbeatDetails.Payloads_[0].Data.ToStringUtf8());
        Assert.Equal(first.ScheduledTime, second.ScheduledTime);
        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => c.CompleteActivityAsync(first));
    }

    [SkippableTheory, BothServers]
    public async Task NonRetryable_EndsAtOnce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c));
        await c.FailActivityAsync(await c.PollActivityAsync(), f => f.NonRetryable = true);
        var failed = (await c.HistoryAsync())[6].ActivityTaskFailedEventAttributes;
        Assert.Equal(RetryState.NonRetryableFailure, failed.RetryState);
    }

    [SkippableTheory, BothServers]
    public async Task MaximumAttempts_EndsTheRetries(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c, a =>
            a.RetryPolicy = new() { InitialInterval = Do.Span(0.1), BackoffCoefficient = 1, MaximumAttempts = 2 }));
        await c.FailActivityAsync(await c.PollActivityAsync());
        await c.FailActivityAsync(await c.PollActivityAsync());
        var events = await c.HistoryIsAsync(
            EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
            EventType.WorkflowTaskCompleted, EventType.ActivityTaskScheduled, EventType.ActivityTaskStarted,
            EventType.ActivityTaskFailed, EventType.WorkflowTaskScheduled);
        Assert.Equal(2, events[5].ActivityTaskStartedEventAttributes.Attempt);
        Assert.Equal(RetryState.MaximumAttemptsReached, events[6].ActivityTaskFailedEventAttributes.RetryState);
    }

    [SkippableTheory, BothServers]
    public async Task HeartbeatTimeout_EndsASilentActivity(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c, a =>
        {
            a.HeartbeatTimeout = Do.Span(1);
            a.RetryPolicy = new() { MaximumAttempts = 1 };
        }));
        await c.PollActivityAsync();
        await c.PollAsync();
        var timedOut = Assert.Single(await c.HistoryAsync(), e => e.EventType == EventType.ActivityTaskTimedOut);
        Assert.Equal(
            TimeoutType.Heartbeat, timedOut.ActivityTaskTimedOutEventAttributes.Failure.TimeoutFailureInfo.TimeoutType);
    }

    [SkippableTheory, BothServers]
    public async Task ScheduleToStart_WithoutAWorker_TimesOutWithoutAStart(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c, a => a.ScheduleToStartTimeout = Do.Span(1)));
        await c.PollAsync();
        var timedOut = Assert.Single(await c.HistoryAsync(), e => e.EventType == EventType.ActivityTaskTimedOut);
        Assert.Equal(0, timedOut.ActivityTaskTimedOutEventAttributes.StartedEventId);
    }

    [SkippableTheory, BothServers]
    public async Task Cancel_IsToldByTheHeartbeatAndAccepted(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c));
        var activity = await c.PollActivityAsync();
        await c.SignalAsync("cancel it");
        await c.CompleteAsync(await c.PollAsync(), Do.CancelActivity(5));
        var heartbeat = await c.Rpc.RecordActivityTaskHeartbeatAsync(
            new() { Namespace = Conversation.Namespace, TaskToken = activity.TaskToken });
        Assert.True(heartbeat.CancelRequested);
        await c.Rpc.RespondActivityTaskCanceledAsync(
            new() { Namespace = Conversation.Namespace, TaskToken = activity.TaskToken, Identity = "worker" });
        Assert.Contains(await c.HistoryAsync(), e => e.EventType == EventType.ActivityTaskCanceled);
    }

    [SkippableTheory, BothServers]
    public async Task Canceled_WithoutARequest_IsInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c));
        var activity = await c.PollActivityAsync();
        await Refused.WithAsync(RpcException.StatusCode.InvalidArgument, () => c.Rpc.RespondActivityTaskCanceledAsync(
            new() { Namespace = Conversation.Namespace, TaskToken = activity.TaskToken }));
    }

    [SkippableTheory, BothServers]
    public async Task Cancel_BeforeStart_NeverReachesAWorker(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c));
        await c.SignalAsync("cancel it");
        await c.CompleteAsync(await c.PollAsync(), Do.CancelActivity(5));
        var events = await c.HistoryAsync();
        Assert.Contains(events, e => e.EventType == EventType.ActivityTaskCanceled);
        Assert.True((await c.TryPollActivityAsync(TimeSpan.FromSeconds(5))).TaskToken.IsEmpty);
    }

    [SkippableTheory, BothServers]
    public async Task CompleteById_Works_AndAnUnknownIdIsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c));
        await c.PollActivityAsync();
        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => ById("other"));
        await ById("a");
        Assert.Contains(await c.HistoryAsync(), e => e.EventType == EventType.ActivityTaskCompleted);

        Task ById(string id) => c.Rpc.RespondActivityTaskCompletedByIdAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowId = c.WorkflowId,
            ActivityId = id,
            Identity = "by id",
        });
    }
}
