using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Activity.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.Activities;

/// <summary>What an operator does with pending activities: pause, unpause, reset, other options.</summary>
public sealed class ActivityOperatorTests(SharedServers servers) : Behaviour(servers)
{
    private const string Attribute = "TemporalPauseInfo";

    [SkippableTheory, BothServers]
    public async Task PausedActivity_NotStarted_IsShownAndHandedOutAfterItsUnpause(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        await PauseAsync(c);
        await PauseAsync(c, request => request.Identity = "another");
        var paused = await c.PendingActivityAsync();
        Assert.Equal((PendingActivityState.Paused, true, 1), (paused.State, paused.Paused, paused.Attempt));
        Assert.Equal(("operator", "not now"), (paused.PauseInfo.Manual.Identity, paused.PauseInfo.Manual.Reason));
        Assert.Equal("[\"property:activityType=act\"]", await MarksAsync(c));
        Assert.True((await c.TryPollActivityAsync(TimeSpan.FromSeconds(2.5))).TaskToken.IsEmpty);

        await UnpauseAsync(c);
        Assert.Null(await MarksAsync(c));
        Assert.Equal("a", (await c.PollActivityAsync()).ActivityId);
        Assert.Equal(5, (await c.HistoryAsync()).Count);
    }

    [SkippableTheory, BothServers]
    public async Task PausedActivity_Started_TheWorkerHearsAndItIsNotTriedAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a => a.RetryPolicy = new() { InitialInterval = Do.Span(0.1) }));
        var task = await c.PollActivityAsync();
        Assert.False((await BeatAsync(c, task)).ActivityPaused);
        await PauseAsync(c);
        Assert.Equal(PendingActivityState.PauseRequested, (await c.PendingActivityAsync()).State);
        Assert.True((await BeatAsync(c, task)).ActivityPaused);
        await c.FailActivityAsync(task);
        var paused = await c.PendingActivityAsync();
        Assert.Equal((PendingActivityState.Paused, 2), (paused.State, paused.Attempt));
        Assert.NotNull(paused.LastFailure);
        Assert.Null(paused.LastStartedTime);

        await UnpauseAsync(c, request => request.ResetAttempts = true);
        Assert.Null((await c.PendingActivityAsync()).LastFailure);
        Assert.Equal(1, (await c.PollActivityAsync()).Attempt);
    }

    [SkippableTheory, BothServers]
    public async Task PausedActivity_PastItsScheduleToClose_TimesOutAfterItsUnpause(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a => a.ScheduleToCloseTimeout = Do.Span(1)));
        await PauseAsync(c);
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        Assert.Equal(PendingActivityState.Paused, (await c.PendingActivityAsync()).State);
        await UnpauseAsync(c);
        await Eventually.IsAsync(
            async () => (await c.HistoryAsync()).Any(e => e.EventType == EventType.ActivityTaskTimedOut), "time-out");
    }

    [SkippableTheory, BothServers]
    public async Task PausedActivities_OfAType_AreMarkedUntilTheLastIsUnpaused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c), Do.Activity("b", c));
        await PauseAsync(c, request => request.Type = "act");
        await UnpauseAsync(c);
        Assert.Equal("[\"property:activityType=act\"]", await MarksAsync(c));
        var found = $"TemporalPauseInfo = 'property:activityType=act' AND WorkflowId = '{c.WorkflowId}'";
        await Eventually.IsAsync(
            async () => (await c.Rpc.CountWorkflowExecutionsAsync(
                new() { Namespace = Conversation.Namespace, Query = found })).Count == 1,
            "the list");
        await UnpauseAsync(c, request => request.Type = "act");
        Assert.Null(await MarksAsync(c));
    }

    [SkippableTheory, BothServers]
    public async Task ResetActivity_InItsBackoff_BeginsWithTheFirstAttemptAtOnce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a => a.RetryPolicy = new() { InitialInterval = Do.Span(100) }));
        var task = await c.PollActivityAsync();
        await BeatAsync(c, task);
        await c.FailActivityAsync(task);
        await ResetAsync(c);
        Assert.Null((await c.PendingActivityAsync()).LastFailure);
        var again = await c.PollActivityAsync();
        Assert.Equal((1, "1"), (again.Attempt, again.HeartbeatDetails.Payloads_[0].Data.ToStringUtf8()));
        await c.FailActivityAsync(again);
        await ResetAsync(c, request => request.ResetHeartbeat = true);
        Assert.Null((await c.PollActivityAsync()).HeartbeatDetails);
    }

    [SkippableTheory, BothServers]
    public async Task ResetActivity_Started_TheWorkerHears(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a => a.RetryPolicy = new() { InitialInterval = Do.Span(0.1) }));
        var task = await c.PollActivityAsync();
        await ResetAsync(c, request => request.ResetHeartbeat = true);
        Assert.True((await BeatAsync(c, task)).ActivityReset);
        await c.FailActivityAsync(task);
        var second = await c.PollActivityAsync();
        Assert.Equal(2, second.Attempt);
        Assert.Null(second.HeartbeatDetails);
        Assert.False((await BeatAsync(c, second)).ActivityReset);
        await ResetAsync(c);
        Assert.Equal(1, (await c.PendingActivityAsync()).Attempt);
        await Refused.WithAsync(Code.NotFound, () => c.CompleteActivityAsync(second));
    }

    [SkippableTheory, BothServers]
    public async Task ResetActivity_Paused_StaysPausedOnlyWhenAsked(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        await PauseAsync(c);
        await ResetAsync(c, request => request.KeepPaused = true);
        Assert.Equal(PendingActivityState.Paused, (await c.PendingActivityAsync()).State);
        await ResetAsync(c);
        Assert.Equal(PendingActivityState.Scheduled, (await c.PendingActivityAsync()).State);
        Assert.Null(await MarksAsync(c));
        Assert.Equal("a", (await c.PollActivityAsync()).ActivityId);
    }

    [SkippableTheory, BothServers]
    public async Task ActivityOptions_Changed_AreShownAndInForce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        var options = await ChangeAsync(
            c,
            new() { HeartbeatTimeout = Do.Span(7), RetryPolicy = new() { MaximumAttempts = 5 } },
            "heartbeat_timeout", "retryPolicy.maximumAttempts");
        Assert.Equal((7, 5), (options.HeartbeatTimeout.Seconds, options.RetryPolicy.MaximumAttempts));
        Assert.Equal((c.Queue, TaskQueueKind.Normal), (options.TaskQueue.Name, options.TaskQueue.Kind));
        options = await ChangeAsync(c, new() { ScheduleToCloseTimeout = Do.Span(4) }, "schedule_to_close_timeout");
        Assert.Equal(
            (4, 4, 4, 4),
            (options.ScheduleToCloseTimeout.Seconds, options.ScheduleToStartTimeout.Seconds,
                options.StartToCloseTimeout.Seconds, options.HeartbeatTimeout.Seconds));
        var shown = (await c.PendingActivityAsync()).ActivityOptions;
        Assert.Equal((4, 5), (shown.HeartbeatTimeout.Seconds, shown.RetryPolicy.MaximumAttempts));

        var restored = (await c.Rpc.UpdateActivityOptionsAsync(new()
        {
            Namespace = Conversation.Namespace,
            Execution = c.Current,
            Type = "act",
            RestoreOriginal = true,
        })).ActivityOptions;
        Assert.Equal(
            (30, 0, 0), (restored.StartToCloseTimeout.Seconds, restored.HeartbeatTimeout.Seconds,
                restored.RetryPolicy.MaximumAttempts));
        await ChangeAsync(c, new() { TaskQueue = new() { Name = c.Queue + "-other" } }, "task_queue.name");
        var other = await c.Rpc.PollActivityTaskQueueAsync(
            new() { Namespace = Conversation.Namespace, TaskQueue = new() { Name = c.Queue + "-other" } },
            new() { Timeout = TimeSpan.FromSeconds(12) });
        Assert.Equal("a", other.ActivityId);
    }

    [SkippableTheory, BothServers]
    public async Task ActivityOptions_InABackoff_SayHowLongItIs(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c, a => a.RetryPolicy = new() { InitialInterval = Do.Span(100) }));
        await c.FailActivityAsync(await c.PollActivityAsync());
        await ChangeAsync(
            c, new() { RetryPolicy = new() { InitialInterval = Do.Span(20) } }, "retry_policy.initial_interval");
        var pending = await c.PendingActivityAsync();
        Assert.Equal(
            40,
            (pending.NextAttemptScheduleTime - pending.LastAttemptCompleteTime).ToTimeSpan().TotalSeconds,
            precision: 1);
        Assert.Equal(40, pending.CurrentRetryInterval.Seconds);
        Assert.Null(pending.LastFailure);
    }

    [SkippableTheory, BothServers]
    public async Task ActivityOptions_ThatCannotBe_AreRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        ActivityOptions[] impossible =
        [
            new() { StartToCloseTimeout = Do.Span(0) }, new() { StartToCloseTimeout = Do.Span(-1) },
            new() { TaskQueue = new() },
        ];
        foreach (var options in impossible)
        {
            var path = options.TaskQueue is null ? "start_to_close_timeout" : "task_queue.name";
            await Refused.WithAsync(Code.InvalidArgument, () => ChangeAsync(c, options, path));
        }

        await Refused.WithAsync(Code.InvalidArgument, () => c.Rpc.UpdateActivityOptionsAsync(new()
        {
            Namespace = Conversation.Namespace,
            Execution = c.Current,
            Id = "a",
            ActivityOptions = new(),
        }));
        await Refused.WithAsync(Code.InvalidArgument, () => c.Rpc.UpdateActivityOptionsAsync(new()
        {
            Namespace = Conversation.Namespace,
            Execution = c.Current,
            Id = "a",
            RestoreOriginal = true,
            UpdateMask = new() { Paths = { "heartbeat_timeout" } },
        }));
        Assert.Equal(30, (await ChangeAsync(c, new(), "nonsense")).StartToCloseTimeout.Seconds);
    }

    [SkippableTheory, BothServers]
    public async Task OperatorsTarget_UnknownOrNone_IsRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        await Refused.WithAsync(Code.NotFound, () => PauseAsync(c, request => request.Id = "nobody"));
        await Refused.WithAsync(Code.NotFound, () => UnpauseAsync(c, request => request.Type = "nothing"));
        await Refused.WithAsync(Code.NotFound, () => ResetAsync(c, request => request.Id = "nobody"));
        await Refused.WithAsync(Code.InvalidArgument, () => PauseAsync(c, request => request.ClearActivity()));
        await Refused.WithAsync(
            Code.NotFound, () => PauseAsync(c, request => request.Execution = new() { WorkflowId = "nobody" }));
        await c.TerminateAsync();
        await Refused.WithAsync(Code.NotFound, () => PauseAsync(c));
    }

    [SkippableTheory, InlineData(ServerKind.Embedded)]
    public async Task OperatorsTarget_AllActivities_IsCarriedOut(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c), Do.Activity("b", c));
        await PauseAsync(c, request => request.Type = "act");
        await UnpauseAsync(c, request => request.UnpauseAll = true);
        Assert.All((await c.DescribeAsync()).PendingActivities, pending => Assert.False(pending.Paused));
    }

    private static Task<PauseActivityResponse> PauseAsync(Conversation c, Action<PauseActivityRequest>? change = null)
    {
        var request = new PauseActivityRequest
        {
            Namespace = Conversation.Namespace,
            Execution = c.Current,
            Id = "a",
            Identity = "operator",
            Reason = "not now",
        };
        change?.Invoke(request);
        return c.Rpc.PauseActivityAsync(request);
    }

    private static Task<UnpauseActivityResponse> UnpauseAsync(
        Conversation c, Action<UnpauseActivityRequest>? change = null)
    {
        var request = new UnpauseActivityRequest
        {
            Namespace = Conversation.Namespace,
            Execution = c.Current,
            Id = "a",
        };
        change?.Invoke(request);
        return c.Rpc.UnpauseActivityAsync(request);
    }

    private static Task<ResetActivityResponse> ResetAsync(Conversation c, Action<ResetActivityRequest>? change = null)
    {
        var request = new ResetActivityRequest { Namespace = Conversation.Namespace, Execution = c.Current, Id = "a" };
        change?.Invoke(request);
        return c.Rpc.ResetActivityAsync(request);
    }

    private static async Task<ActivityOptions> ChangeAsync(
        Conversation c, ActivityOptions options, params string[] paths) =>
        (await c.Rpc.UpdateActivityOptionsAsync(new()
        {
            Namespace = Conversation.Namespace,
            Execution = c.Current,
            Id = "a",
            ActivityOptions = options,
            UpdateMask = new() { Paths = { paths } },
        })).ActivityOptions;

    private static Task<RecordActivityTaskHeartbeatResponse> BeatAsync(
        Conversation c, PollActivityTaskQueueResponse task) => c.Rpc.RecordActivityTaskHeartbeatAsync(new()
        {
            Namespace = Conversation.Namespace,
            TaskToken = task.TaskToken,
            Details = Conversation.JsonArguments("1"),
        });

    private static async Task<string?> MarksAsync(Conversation c) =>
        (await c.DescribeAsync()).WorkflowExecutionInfo.SearchAttributes?.IndexedFields
            .TryGetValue(Attribute, out var marks) == true
            ? marks.Data.ToStringUtf8()
            : null;
}
