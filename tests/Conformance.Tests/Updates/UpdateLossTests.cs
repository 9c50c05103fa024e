using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Exceptions;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Conformance.Tests.Updates;

/// <summary>Updates when tasks are lost, other things happen, or the run ends.</summary>
public sealed class UpdateLossTests(SharedServers servers) : Behaviour(servers)
{
    private static readonly EventType[] Idle =
    [
        EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
        EventType.WorkflowTaskCompleted,
    ];

    [SkippableTheory, BothServers]
    public async Task TaskFailure_BringsTheUpdateAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        await c.FailAsync(await c.PollAsync());
        await c.HistoryIsAsync(
        [
            .. Idle, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted, EventType.WorkflowTaskFailed,
        ]);
        var again = await c.PollAsync();
        Assert.Equal((2, 8), (again.Attempt, Assert.Single(again.Messages).EventId));
        await c.RespondAsync(Say.AcceptAndComplete(c, again));
        Assert.NotNull((await update).Outcome.Success);
    }

    [SkippableTheory, BothServers]
    public async Task TaskTimeout_BringsTheUpdateAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.WorkflowTaskTimeout = Do.Span(1));
        await c.CompleteAsync(await c.PollAsync());
        var update = c.UpdateAsync("u");
        await c.PollAsync();
        var again = await c.PollAsync();
        Assert.Equal((2, "u"), (again.Attempt, Assert.Single(again.Messages).ProtocolInstanceId));
        await c.RespondAsync(Say.AcceptAndComplete(c, again));
        Assert.NotNull((await update).Outcome.Success);
        Assert.Contains(await c.HistoryAsync(), e => e.EventType == EventType.WorkflowTaskTimedOut);
    }

    [SkippableTheory, BothServers]
    public async Task NotTakenForFiveSeconds_TimesOutAndComesWithAWrittenTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        await c.UntilTaskPendsAsync();
        await Eventually.IsAsync(async () => (await c.HistoryAsync()).Count > 4, "the time-out of the task");
        var events = await c.HistoryIsAsync(
        [
            .. Idle, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskTimedOut, EventType.WorkflowTaskScheduled,
        ]);
        Assert.Equal(
            TimeoutType.ScheduleToStart, events[5].WorkflowTaskTimedOutEventAttributes.TimeoutType);
        await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));

        // A busy server may have told the caller in between how far it had come.
        await update;
        Assert.NotNull((await c.PollUpdateAsync("u", Stage.Completed)).Outcome.Success);
    }

    [SkippableTheory, BothServers]
    public async Task RefusedCompletion_EndsTheUpdatesOfItsTask_NotTheWaitingOnes(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var sent = c.UpdateAsync("sent");
        var task = await c.PollAsync();
        var waiting = c.UpdateAsync("waiting");
        await c.UntilUpdateIsKnownAsync("waiting");
        await Refused.WithAsync(
            RpcException.StatusCode.InvalidArgument, () => c.CompleteAsync(task, Do.CancelTimer("never")));
        await Refused.WithAsync<WorkflowNotReadyFailure>(RpcException.StatusCode.FailedPrecondition, () => sent);
        var again = await c.PollAsync();
        if (again.Messages.Count == 0)
        {
            // The official server takes it in again by itself, which may be after this task.
            await c.CompleteAsync(again);
            again = await c.PollAsync();
        }

        Assert.Equal("waiting", Assert.Single(again.Messages).ProtocolInstanceId);
        await c.RespondAsync(Say.AcceptAndComplete(c, again));
        Assert.NotNull((await waiting).Outcome.Success);
    }

    [SkippableTheory, BothServers]
    public async Task Command_ThatNamesNoMessage_FailsTheTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await Refused.WithAsync(
            RpcException.StatusCode.InvalidArgument, () => c.CompleteAsync(task, Say.Names("absent")));
        var failed = Assert.Single(await c.HistoryAsync(), e => e.EventType == EventType.WorkflowTaskFailed);
        Assert.Equal(
            WorkflowTaskFailedCause.BadUpdateWorkflowExecutionMessage,
            failed.WorkflowTaskFailedEventAttributes.Cause);
    }

    [SkippableTheory, BothServers]
    public async Task WhileTasksKeepFailing_IsNotReady(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.FailAsync(await c.PollAsync());
        await c.FailAsync(await c.PollAsync());
        Assert.Equal(3, (await c.PollAsync()).Attempt);
        await Refused.WithAsync<WorkflowNotReadyFailure>(
            RpcException.StatusCode.FailedPrecondition, () => c.UpdateAsync("u"));
    }

    [SkippableTheory, BothServers]
    public async Task AfterARefusedClose_IsBusy(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await c.SignalAsync("late");
        await Refused.WithAsync(RpcException.StatusCode.InvalidArgument, () => c.CompleteAsync(task, Do.Complete()));
        await c.PollAsync();
        var once = new Temporalio.Client.RpcOptions { Timeout = TimeSpan.FromSeconds(5), Retry = false };
        var detail = await Refused.WithAsync<ResourceExhaustedFailure>(
            RpcException.StatusCode.ResourceExhausted,
            () => c.Rpc.UpdateWorkflowExecutionAsync(c.UpdateRequest("u"), once));
        Assert.Equal(ResourceExhaustedCause.BusyWorkflow, detail.Cause);
    }

    [SkippableTheory, BothServers]
    public async Task Signal_WhileTheTaskWaits_StandsBehindIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        await c.UntilTaskPendsAsync();
        await c.SignalAsync("s");
        await c.HistoryIsAsync([.. Idle, EventType.WorkflowTaskScheduled, EventType.WorkflowExecutionSignaled]);
        var task = await c.PollAsync();
        Assert.Equal((7, 6), (task.StartedEventId, Assert.Single(task.Messages).EventId));
        Assert.Equal(0, (await c.RespondAsync(Say.Reject(c, task))).ResetHistoryEventId);
        Assert.NotNull((await update).Outcome.Failure);
        await c.HistoryIsAsync(
        [
            .. Idle, EventType.WorkflowTaskScheduled, EventType.WorkflowExecutionSignaled,
            EventType.WorkflowTaskStarted, EventType.WorkflowTaskCompleted,
        ]);
    }

    [SkippableTheory, BothServers]
    public async Task Signal_WhileTheTaskIsStarted_WaitsForItsEnd(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        var task = await c.PollAsync();
        await c.SignalAsync("s");
        await c.HistoryIsAsync([.. Idle, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted]);
        await c.RespondAsync(Say.Reject(c, task));
        Assert.NotNull((await update).Outcome.Failure);
        await c.HistoryIsAsync(
        [
            .. Idle, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted, EventType.WorkflowTaskCompleted,
            EventType.WorkflowExecutionSignaled, EventType.WorkflowTaskScheduled,
        ]);
    }

    [SkippableTheory, BothServers]
    public async Task Terminate_WhileTheTaskWaits_LeavesNoTraceOfIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        await c.UntilTaskPendsAsync();
        await c.TerminateAsync();
        await Refused.WithAsync<NotFoundFailure>(RpcException.StatusCode.NotFound, () => update);
        await c.HistoryIsAsync([.. Idle, EventType.WorkflowExecutionTerminated]);
    }

    [SkippableTheory, BothServers]
    public async Task Terminate_WhileTheTaskIsStarted_FailsIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        await c.PollAsync();
        await c.TerminateAsync();
        await Refused.WithAsync<NotFoundFailure>(RpcException.StatusCode.NotFound, () => update);
        await c.HistoryIsAsync(
        [
            .. Idle, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted, EventType.WorkflowTaskFailed,
            EventType.WorkflowExecutionTerminated,
        ]);
    }

    [SkippableTheory, BothServers]
    public async Task RunCompletes_AcceptedOnesFail_OthersAreNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var accepted = c.UpdateAsync("accepted");
        await c.RespondAsync(Say.Accept(c, await c.PollAsync()));
        var sent = c.UpdateAsync("sent");
        var task = await c.PollAsync();
        var waiting = c.UpdateAsync("waiting");
        await c.UntilUpdateIsKnownAsync("waiting");
        await c.CompleteAsync(task, Do.Complete());
        var failure = (await accepted).Outcome.Failure;
        Assert.Equal("AcceptedUpdateCompletedWorkflow", failure.ApplicationFailureInfo.Type);
        Assert.Equal(failure, (await c.PollUpdateAsync("accepted", Stage.Completed)).Outcome.Failure);
        Assert.Equal(failure, (await c.UpdateAsync("accepted")).Outcome.Failure);
        await Refused.WithAsync<NotFoundFailure>(RpcException.StatusCode.NotFound, () => sent);
        await Refused.WithAsync<NotFoundFailure>(RpcException.StatusCode.NotFound, () => waiting);
    }

    [SkippableTheory, BothServers]
    public async Task RunContinuesAsNew_UnacceptedOnesAreToTryAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var once = new Temporalio.Client.RpcOptions { Timeout = TimeSpan.FromSeconds(20), Retry = false };
        var sent = c.Rpc.UpdateWorkflowExecutionAsync(c.UpdateRequest("u"), once);
        await c.CompleteAsync(await c.PollAsync(), Do.ContinueAsNew(c));
        var detail = await Refused.WithAsync<ResourceExhaustedFailure>(
            RpcException.StatusCode.ResourceExhausted, () => sent);
        Assert.Equal(ResourceExhaustedCause.BusyWorkflow, detail.Cause);
        var again = c.UpdateAsync("u");
        await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
        Assert.NotEqual(c.RunId, (await again).UpdateRef.WorkflowExecution.RunId);
    }

    [SkippableTheory, BothServers]
    public async Task Acceptance_OfAnUpdateThatTheServerHasLost_BringsItBack(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        task.Messages.Add(new Message
        {
            Id = "lost/request",
            ProtocolInstanceId = "lost",
            EventId = 2,
            Body = Any.Pack(c.UpdateRequest("lost").Request),
        });
        await c.RespondAsync(Say.AcceptAndComplete(c, task));
        Assert.NotNull((await c.PollUpdateAsync("lost")).Outcome.Success);
        var accepted = Assert.Single(
            await c.HistoryAsync(), e => e.EventType == EventType.WorkflowExecutionUpdateAccepted);
        Assert.Equal(
            "change", accepted.WorkflowExecutionUpdateAcceptedEventAttributes.AcceptedRequest.Input.Name);
    }
}
