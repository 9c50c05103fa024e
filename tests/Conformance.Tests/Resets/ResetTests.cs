using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;
using Code = Temporalio.Exceptions.RpcException.StatusCode;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Conformance.Tests.Resets;

public sealed class ResetTests(SharedServers servers) : Behaviour(servers)
{
    private static readonly EventType[] ResetAtFour =
    [
        EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
        EventType.WorkflowTaskFailed,
    ];

    [SkippableTheory, BothServers]
    public async Task ToACompletedTask_FailsItInANewRun_AndTellsTheSignalsAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await StartWithTwoSignalsAsync(c);
        var runId = await ResetAsync(c, 4);
        var events = await c.HistoryAsync(c.Current);
        Assert.Equal(
            [
                .. ResetAtFour, EventType.WorkflowExecutionSignaled, EventType.WorkflowExecutionSignaled,
                EventType.WorkflowTaskScheduled,
            ],
            events.Select(e => e.EventType));
        Assert.Equal(["s1", "s2"], events.Skip(4).Take(2).Select(
            e => e.WorkflowExecutionSignaledEventAttributes.SignalName));
        var failed = events[3].WorkflowTaskFailedEventAttributes;
        Assert.Equal(
            (WorkflowTaskFailedCause.ResetWorkflow, c.RunId, runId, "why"),
            (failed.Cause, failed.BaseRunId, failed.NewRunId, failed.Failure.Message));
        Assert.NotNull(failed.Failure.ResetWorkflowFailureInfo);
        var old = await c.HistoryAsync();
        Assert.Equal(old.Take(3), events.Take(3));
    }

    [SkippableTheory, BothServers]
    public async Task NewRun_KnowsWhereItComesFrom(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await StartWithTwoSignalsAsync(c);
        var runId = await ResetAsync(c, 4);
        var old = await c.DescribeAsync();
        var made = await c.DescribeAsync(c.Current);
        Assert.Equal(runId, made.WorkflowExecutionInfo.Execution.RunId);
        Assert.Equal(c.RunId, made.WorkflowExecutionInfo.FirstRunId);
        Assert.Equal(runId, old.WorkflowExtendedInfo.ResetRunId);
        Assert.NotNull(made.WorkflowExtendedInfo.LastResetTime);
        Assert.Equal(old.WorkflowExtendedInfo.OriginalStartTime, made.WorkflowExtendedInfo.OriginalStartTime);
        Assert.True(made.WorkflowExecutionInfo.StartTime.ToDateTime() > old.WorkflowExecutionInfo.StartTime.ToDateTime());
    }

    [SkippableTheory, BothServers]
    public async Task OpenRun_IsTerminatedForTheReason(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await StartWithTwoSignalsAsync(c);
        await ResetAsync(c, 4);
        Assert.Equal(WorkflowExecutionStatus.Terminated, await c.StatusAsync());
        var terminated = (await c.HistoryAsync())[^1].WorkflowExecutionTerminatedEventAttributes;
        Assert.Equal("why", terminated.Reason);
    }

    [SkippableTheory, BothServers]
    public async Task ClosedRun_StaysAsItIs(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        await ResetAsync(c, 4);
        Assert.Equal(WorkflowExecutionStatus.Completed, await c.StatusAsync());
        Assert.Equal(WorkflowExecutionStatus.Running, await c.StatusAsync(c.Current));
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        Assert.Equal(WorkflowExecutionStatus.Completed, await c.StatusAsync(c.Current));
    }

    [SkippableTheory, BothServers]
    public async Task NextTask_HasTheWholeHistoryAndNoPredecessor(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await StartWithTwoSignalsAsync(c);
        await ResetAsync(c, 4);
        var task = await c.PollAsync();
        Assert.Equal((8, 0, 1, 8), (
            task.StartedEventId, task.PreviousStartedEventId, task.Attempt, task.History.Events.Count));
    }

    [SkippableTheory, BothServers]
    public async Task ToAStartedEvent_StartsTheTaskAndFailsIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await StartWithTwoSignalsAsync(c);
        await ResetAsync(c, 3);
        Assert.Equal(
            [
                .. ResetAtFour, EventType.WorkflowExecutionSignaled, EventType.WorkflowExecutionSignaled,
                EventType.WorkflowTaskScheduled,
            ],
            (await c.HistoryAsync(c.Current)).Select(e => e.EventType));
    }

    [SkippableTheory, BothServers]
    public async Task ToAnEventThatNoTaskEndsAt_IsInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await StartWithTwoSignalsAsync(c);
        foreach (var eventId in new long[] { 0, 1, 2, 5, 6, 7, 10, 11, 12, 100 })
        {
            await Refused.WithAsync(Code.InvalidArgument, () => ResetAsync(c, eventId));
        }

        await Refused.WithAsync(Code.InvalidArgument, () => ResetAsync(c, 4, r => r.RequestId = string.Empty));
        Assert.Equal(WorkflowExecutionStatus.Running, await c.StatusAsync());
    }

    [SkippableTheory, BothServers]
    public async Task UnknownWorkflow_IsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync<NotFoundFailure>(Code.NotFound, () => ResetAsync(c, 4));
    }

    [SkippableTheory, BothServers]
    public async Task SameRequestId_GivesTheSameRun(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await StartWithTwoSignalsAsync(c);
        var first = await ResetAsync(c, 4, r => r.RequestId = "one");
        Assert.Equal(first, await ResetAsync(c, 4, r => r.RequestId = "one"));
        Assert.NotEqual(first, await ResetAsync(c, 9, r => r.RequestId = "two"));
        Assert.Equal(
            WorkflowExecutionStatus.Terminated,
            await c.StatusAsync(new() { WorkflowId = c.WorkflowId, RunId = first }));
    }

    [SkippableTheory, BothServers]
    public async Task Signals_WhenExcluded_AreNotToldAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await StartWithTwoSignalsAsync(c);
        await ResetAsync(c, 4, r => r.ResetReapplyExcludeTypes.Add(ResetReapplyExcludeType.Signal));
        Assert.Equal(
            [.. ResetAtFour, EventType.WorkflowTaskScheduled],
            (await c.HistoryAsync(c.Current)).Select(e => e.EventType));
    }

#pragma warning disable CS0612 // The older way, which clients still send.
    [SkippableTheory, BothServers]
    public async Task ReapplyTypeNone_TellsNothingAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await StartWithTwoSignalsAsync(c);
        await ResetAsync(c, 4, r => r.ResetReapplyType = ResetReapplyType.None);
        Assert.Equal(5, (await c.HistoryAsync(c.Current)).Count);
    }

    [SkippableTheory, BothServers]
    public async Task ReapplyTypeSignal_TellsSignalsAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await StartWithTwoSignalsAsync(c);
        await ResetAsync(c, 4, r => r.ResetReapplyType = ResetReapplyType.Signal);
        Assert.Equal(7, (await c.HistoryAsync(c.Current)).Count);
    }
#pragma warning restore CS0612

    [SkippableTheory, BothServers]
    public async Task CancelRequest_IsNotToldAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await c.Rpc.RequestCancelWorkflowExecutionAsync(
            new() { Namespace = Conversation.Namespace, WorkflowExecution = c.Execution, RequestId = "cancel" });
        await ResetAsync(c, 4);
        Assert.Equal(
            [.. ResetAtFour, EventType.WorkflowTaskScheduled],
            (await c.HistoryAsync(c.Current)).Select(e => e.EventType));
    }

    [SkippableTheory, BothServers]
    public async Task BufferedSignal_IsToldAgain_AndTheOldTokenIsGone(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await c.SignalAsync("s1");
        var task = await c.PollAsync();
        await c.SignalAsync("buffered");
        await ResetAsync(c, 4);
        Assert.Equal(
            ["s1", "buffered"],
            (await c.HistoryAsync(c.Current)).Skip(4).Take(2)
                .Select(e => e.WorkflowExecutionSignaledEventAttributes.SignalName));
        Assert.Equal(
            [EventType.WorkflowTaskFailed, EventType.WorkflowExecutionSignaled, EventType.WorkflowExecutionTerminated],
            (await c.HistoryAsync()).Skip(7).Select(e => e.EventType));
        await Refused.WithAsync(Code.NotFound, () => c.CompleteAsync(task));
    }

    [SkippableTheory, BothServers]
    public async Task SignalsOfTheRunsThatItContinuedAs_AreToldAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await c.SignalAsync("s1");
        await c.CompleteAsync(await c.PollAsync(), Do.ContinueAsNew(c));
        await c.SignalAsync("s2", execution: c.Current);
        await ResetAsync(c, 4);
        Assert.Equal(
            ["s1", "s2"],
            (await c.HistoryAsync(c.Current)).Skip(4).Take(2)
                .Select(e => e.WorkflowExecutionSignaledEventAttributes.SignalName));
    }

    [SkippableTheory, BothServers]
    public async Task PendingActivity_BeginsAnew(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Activity("a", c));
        var working = await c.PollActivityAsync();
        await c.SignalAsync("go");
        await c.CompleteAsync(await c.PollAsync());
        var runId = await ResetAsync(c, 9);
        await Refused.WithAsync<NotFoundFailure>(Code.NotFound, () => c.CompleteActivityAsync(working));
        var again = await c.PollActivityAsync();
        Assert.Equal(("a", 1, runId), (again.ActivityId, again.Attempt, again.WorkflowExecution.RunId));
        await c.CompleteActivityAsync(again);
    }

    [SkippableTheory, BothServers]
    public async Task PendingTimer_FiresInTheNewRun(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Timer("t", 2));
        await c.SignalAsync("go");
        await c.CompleteAsync(await c.PollAsync());
        await ResetAsync(c, 9);
        await Eventually.IsAsync(
            async () => (await c.HistoryAsync(c.Current)).Any(e => e.EventType == EventType.TimerFired),
            "the timer fires");
    }

    [SkippableTheory, BothServers]
    public async Task Memo_SearchAttributes_AreThoseOfThePoint(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(
            Do.Memo("note", Conversation.Json("\"first\"")),
            Do.Upsert("ConformanceKeyword", Conversation.Json("\"first\"")));
        await c.SignalAsync("go");
        await c.CompleteAsync(
            await c.PollAsync(),
            Do.Memo("note", Conversation.Json("\"second\"")),
            Do.Upsert("ConformanceKeyword", Conversation.Json("\"second\"")));
        await ResetAsync(c, 10);
        var info = (await c.DescribeAsync(c.Current)).WorkflowExecutionInfo;
        Assert.Equal("\"first\"", info.Memo.Fields["note"].Data.ToStringUtf8());
        Assert.Equal(
            "\"first\"", info.SearchAttributes.IndexedFields["ConformanceKeyword"].Data.ToStringUtf8());
    }

    [SkippableTheory, BothServers]
    public async Task Updates_AreAdmittedAgain_AndTheWorkerReadsThemInHistory(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
        await update;
        await ResetAsync(c, 4);
        var admitted = (await c.HistoryAsync(c.Current))[4].WorkflowExecutionUpdateAdmittedEventAttributes;
        Assert.Equal(
            (UpdateAdmittedEventOrigin.Reapply, "u"), (admitted.Origin, admitted.Request.Meta.UpdateId));
        Assert.Equal(Stage.Admitted, (await c.PollUpdateAsync("u")).Stage);
        var task = await c.PollAsync();
        Assert.Empty(task.Messages);
        var completion = c.Completion(task, Say.Names("a"));
        completion.Messages.Add(new Message
        {
            Id = "a",
            ProtocolInstanceId = "u",
            Body = Any.Pack(new Acceptance
            {
                AcceptedRequestMessageId = "u/request",
                AcceptedRequestSequencingEventId = 5,
            }),
        });
        await c.RespondAsync(completion);
        Assert.Equal(Stage.Accepted, (await c.PollUpdateAsync("u")).Stage);
        var accepted = (await c.HistoryAsync(c.Current))[^1].WorkflowExecutionUpdateAcceptedEventAttributes;
        Assert.Equal(5, accepted.AcceptedRequestSequencingEventId);
        Assert.Null(accepted.AcceptedRequest);
    }

    [SkippableTheory, BothServers]
    public async Task Updates_WhenExcluded_AreGone(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
        await update;
        await ResetAsync(c, 4, r => r.ResetReapplyExcludeTypes.Add(ResetReapplyExcludeType.Update));
        Assert.Equal(5, (await c.HistoryAsync(c.Current)).Count);
        await Refused.WithAsync<NotFoundFailure>(Code.NotFound, () => c.PollUpdateAsync("u"));
    }

    [SkippableTheory, BothServers]
    public async Task UpdatesInFlight_EndWithTheOldRun(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var accepted = c.UpdateAsync("accepted");
        await c.RespondAsync(Say.Accept(c, await c.PollAsync()));
        var waiting = c.UpdateAsync("waiting");
        await c.UntilUpdateIsKnownAsync("waiting");
        await ResetAsync(c, 4);
        Assert.Equal(
            "AcceptedUpdateCompletedWorkflow", (await accepted).Outcome.Failure.ApplicationFailureInfo.Type);
        await Refused.WithAsync<NotFoundFailure>(Code.NotFound, () => waiting);
        await Refused.WithAsync<NotFoundFailure>(Code.NotFound, () => c.PollUpdateAsync("waiting"));
    }

    [SkippableTheory, BothServers]
    public async Task ChildStartedBefore_LivesOn_AndItsEndReachesTheNewRun(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c, "before"));
        await UntilAsync(c, EventType.ChildWorkflowExecutionStarted);
        await c.CompleteAsync(await c.PollAsync());
        await ResetAsync(c, 9);
        Assert.Equal(WorkflowExecutionStatus.Running, await c.StatusAsync(ChildOf(c, "before")));
        var pending = Assert.Single((await c.DescribeAsync(c.Current)).PendingChildren);
        Assert.Equal((ChildOf(c, "before").WorkflowId, 5), (pending.WorkflowId, pending.InitiatedId));
        await c.Rpc.TerminateWorkflowExecutionAsync(
            new() { Namespace = Conversation.Namespace, WorkflowExecution = ChildOf(c, "before") });
        var ended = await UntilAsync(c, EventType.ChildWorkflowExecutionTerminated);
        Assert.Equal(
            (5, 6),
            (ended.ChildWorkflowExecutionTerminatedEventAttributes.InitiatedEventId,
                ended.ChildWorkflowExecutionTerminatedEventAttributes.StartedEventId));
    }

    [SkippableTheory, BothServers]
    public async Task ChildStartedAfter_LivesOn_AndItsIdIsTaken(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c, "after"));
        await UntilAsync(c, EventType.ChildWorkflowExecutionStarted);
        await ResetAsync(c, 4);
        await c.CompleteAsync(await c.PollAsync(), Child(c, "after"));
        await UntilAsync(c, EventType.StartChildWorkflowExecutionFailed);
        Assert.Equal(WorkflowExecutionStatus.Running, await c.StatusAsync(ChildOf(c, "after")));
    }

    [SkippableTheory, BothServers]
    public async Task Timeouts_CountFromTheReset(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r =>
        {
            r.WorkflowRunTimeout = Do.Span(100);
            r.WorkflowExecutionTimeout = Do.Span(1000);
        });
        await c.CompleteAsync(await c.PollAsync());
        await ResetAsync(c, 4);
        var old = (await c.DescribeAsync()).WorkflowExtendedInfo;
        var made = (await c.DescribeAsync(c.Current)).WorkflowExtendedInfo;
        Assert.True(made.RunExpirationTime.ToDateTime() > old.RunExpirationTime.ToDateTime());
        Assert.True(made.ExecutionExpirationTime.ToDateTime() > old.ExecutionExpirationTime.ToDateTime());
    }

    [SkippableTheory, BothServers]
    public async Task PostResetSignal_IsInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await Refused.WithAsync(Code.InvalidArgument, () => ResetAsync(
            c, 4, r => r.PostResetOperations.Add(new Temporalio.Api.Workflow.V1.PostResetOperation
            {
                SignalWorkflow = new() { SignalName = "after" },
            })));
    }

    private static async Task StartWithTwoSignalsAsync(Conversation c)
    {
        await c.StartIdleAsync(Do.Timer("t", 100));
        await c.SignalAsync("s1");
        await c.CompleteAsync(await c.PollAsync());
        await c.SignalAsync("s2");
    }

    private static async Task<string> ResetAsync(
        Conversation c, long eventId, Action<ResetWorkflowExecutionRequest>? change = null)
    {
        var request = new ResetWorkflowExecutionRequest
        {
            Namespace = Conversation.Namespace,
            WorkflowExecution = c.Execution,
            Reason = "why",
            WorkflowTaskFinishEventId = eventId,
            RequestId = Guid.NewGuid().ToString(),
        };
        change?.Invoke(request);
        return (await c.Rpc.ResetWorkflowExecutionAsync(request)).RunId;
    }

    private static Command Child(Conversation c, string name) => new()
    {
        CommandType = CommandType.StartChildWorkflowExecution,
        StartChildWorkflowExecutionCommandAttributes = new()
        {
            WorkflowId = ChildOf(c, name).WorkflowId,
            WorkflowType = new() { Name = "child" },
            TaskQueue = new() { Name = c.Queue + "-children" },
        },
    };

    private static Temporalio.Api.Common.V1.WorkflowExecution ChildOf(Conversation c, string name) =>
        new() { WorkflowId = $"{c.WorkflowId}-{name}" };

    private static async Task<HistoryEvent> UntilAsync(Conversation c, EventType type)
    {
        HistoryEvent? found = null;
        await Eventually.IsAsync(
            async () => (found = (await c.HistoryAsync(c.Current)).FirstOrDefault(e => e.EventType == type)) is not null,
            type.ToString());
        return found!;
    }
}
