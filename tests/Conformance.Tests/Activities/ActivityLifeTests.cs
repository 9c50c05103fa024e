using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.History.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.Activities;

/// <summary>Retries, time-outs, cancellation and answers by id.</summary>
public sealed class ActivityLifeTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task NextRetryDelay_OverridesThePolicy(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a => a.RetryPolicy = new() { InitialInterval = Do.Span(100) }));
        await c.FailActivityAsync(await c.PollActivityAsync(), failure => failure.NextRetryDelay = Do.Span(1));
        Assert.Equal(2, (await c.PollActivityAsync()).Attempt);
    }

    [SkippableTheory, BothServers]
    public async Task NonRetryableType_EndsAtOnce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity(
            "a", c, a => a.RetryPolicy = new() { NonRetryableErrorTypes = { "Conformance" } }));
        await c.FailActivityAsync(await c.PollActivityAsync());
        var failed = await UntilAsync(c, EventType.ActivityTaskFailed);
        Assert.Equal(
            RetryState.NonRetryableFailure, failed.ActivityTaskFailedEventAttributes.RetryState);
    }

    [SkippableTheory, BothServers]
    public async Task BackoffBeyondScheduleToClose_EndsWithTimeout(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a =>
        {
            a.ScheduleToCloseTimeout = Do.Span(20);
            a.RetryPolicy = new() { InitialInterval = Do.Span(60) };
        }));
        await c.FailActivityAsync(await c.PollActivityAsync());
        var failed = await UntilAsync(c, EventType.ActivityTaskFailed);
        Assert.Equal(RetryState.Timeout, failed.ActivityTaskFailedEventAttributes.RetryState);
    }

    [SkippableTheory, BothServers]
    public async Task StartToClose_IsTriedAgain_AndTheEndHoldsTheFirstAsCause(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a =>
        {
            a.StartToCloseTimeout = Do.Span(1);
            a.RetryPolicy = new() { InitialInterval = Do.Span(1), MaximumAttempts = 2 };
        }));
        Assert.Equal(1, (await c.PollActivityAsync()).Attempt);
        Assert.Equal(2, (await c.PollActivityAsync()).Attempt);
        var ended = (await UntilAsync(c, EventType.ActivityTaskTimedOut)).ActivityTaskTimedOutEventAttributes;
        Assert.Equal(RetryState.MaximumAttemptsReached, ended.RetryState);
        Assert.Equal(TimeoutType.StartToClose, ended.Failure.TimeoutFailureInfo.TimeoutType);
        Assert.Equal(TimeoutType.StartToClose, ended.Failure.Cause.TimeoutFailureInfo.TimeoutType);
    }

    [SkippableTheory, BothServers]
    public async Task Heartbeats_KeepItAlive_AndStandInDescribe(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a =>
        {
            a.HeartbeatTimeout = Do.Span(2);
            a.RetryPolicy = new() { MaximumAttempts = 1 };
        }));
        var task = await c.PollActivityAsync();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        for (var beat = 1; beat <= 6; beat++)
        {
            await pace.WaitForNextTickAsync();
            await c.Rpc.RecordActivityTaskHeartbeatAsync(new()
            {
                Namespace = Conversation.Namespace,
                TaskToken = task.TaskToken,
                Details = Conversation.JsonArguments($"{beat}"),
            });
        }

        var pending = await c.PendingActivityAsync();
        Assert.Equal("6", pending.HeartbeatDetails.Payloads_[0].Data.ToStringUtf8());
        await c.CompleteActivityAsync(task);
        await UntilAsync(c, EventType.ActivityTaskCompleted);
    }

    [SkippableTheory, BothServers]
    public async Task Completion_AfterACancelRequest_Counts(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        var task = await c.PollActivityAsync();
        await c.SignalAsync("stop it");
        await c.CompleteAsync(await c.PollAsync(), Do.CancelActivity(5));
        await c.CompleteActivityAsync(task);
        await UntilAsync(c, EventType.ActivityTaskCompleted);
    }

    [SkippableTheory, BothServers]
    public async Task Failure_AfterACancelRequest_IsNotTriedAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        var task = await c.PollActivityAsync();
        await c.SignalAsync("stop it");
        await c.CompleteAsync(await c.PollAsync(), Do.CancelActivity(5));
        await c.FailActivityAsync(task);
        var failed = await UntilAsync(c, EventType.ActivityTaskFailed);
        Assert.Equal(RetryState.CancelRequested, failed.ActivityTaskFailedEventAttributes.RetryState);
    }

    [SkippableTheory, BothServers]
    public async Task TokenOfAnOldAttempt_IsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a => a.RetryPolicy = new() { InitialInterval = Do.Span(1) }));
        var first = await c.PollActivityAsync();
        await c.FailActivityAsync(first);
        await c.PollActivityAsync();
        await Refused.WithAsync<NotFoundFailure>(Code.NotFound, () => c.CompleteActivityAsync(first));
    }

    [SkippableTheory, BothServers]
    public async Task ById_BeforeItsStart_CompletesButDoesNotBeat(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        await Refused.WithAsync(Code.NotFound, () => c.Rpc.RecordActivityTaskHeartbeatByIdAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowId = c.WorkflowId,
            ActivityId = "a",
        }));
        await c.Rpc.RespondActivityTaskCompletedByIdAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowId = c.WorkflowId,
            ActivityId = "a",
            Result = Conversation.JsonArguments("1"),
        });
        await UntilAsync(c, EventType.ActivityTaskCompleted);
    }

    [SkippableTheory, BothServers]
    public async Task FailedById_Fails(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a => a.RetryPolicy = new() { MaximumAttempts = 1 }));
        await c.PollActivityAsync();
        await c.Rpc.RespondActivityTaskFailedByIdAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowId = c.WorkflowId,
            ActivityId = "a",
            Failure = new() { Message = "by id", ApplicationFailureInfo = new() },
        });
        var failed = await UntilAsync(c, EventType.ActivityTaskFailed);
        Assert.Equal("by id", failed.ActivityTaskFailedEventAttributes.Failure.Message);
    }

    [SkippableTheory, BothServers]
    public async Task ResultBeyondTheLimit_FailsTheActivity(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        await c.CompleteActivityAsync(await c.PollActivityAsync(), $"\"{new string('x', 2_200_000)}\"");
        await UntilAsync(c, EventType.ActivityTaskFailed);
    }

    [SkippableTheory, BothServers]
    public async Task OtherQueue_GetsIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var other = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a => a.TaskQueue.Name = other.Queue));
        Assert.True((await c.TryPollActivityAsync(TimeSpan.FromSeconds(4))).TaskToken.IsEmpty);
        Assert.Equal("a", (await other.PollActivityAsync()).ActivityId);
    }

    [SkippableTheory, BothServers]
    public async Task PendingId_IsTaken_AndFreeAfterItsEnd(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        await c.SignalAsync("go");
        var task = await c.PollAsync();
        await Refused.WithAsync(Code.InvalidArgument, () => c.CompleteAsync(task, Do.Activity("a", c)));
        var failed = Assert.Single(await c.HistoryAsync(), e => e.EventType == EventType.WorkflowTaskFailed);
        Assert.Equal(
            WorkflowTaskFailedCause.ScheduleActivityDuplicateId, failed.WorkflowTaskFailedEventAttributes.Cause);
        await c.CompleteActivityAsync(await c.PollActivityAsync());
        await c.CompleteAsync(await c.PollAsync(), Do.Activity("a", c));
        Assert.Equal("a", (await c.PollActivityAsync()).ActivityId);
    }

    private static async Task<HistoryEvent> UntilAsync(Conversation c, EventType type)
    {
        HistoryEvent? found = null;
        await Eventually.IsAsync(
            async () => (found = (await c.HistoryAsync()).FirstOrDefault(e => e.EventType == type)) is not null,
            type.ToString());
        return found!;
    }
}
