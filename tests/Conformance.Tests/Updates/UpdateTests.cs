using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Exceptions;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace Conformance.Tests.Updates;

public sealed class UpdateTests(SharedServers servers) : Behaviour(servers)
{
    private static readonly EventType[] Idle =
    [
        EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
        EventType.WorkflowTaskCompleted,
    ];

    private static readonly EventType[] WorkflowTask =
        [EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted, EventType.WorkflowTaskCompleted];

    [SkippableTheory, BothServers]
    public async Task AcceptedAndCompletedAtOnce_StandsBehindItsTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
        var response = await update;
        Assert.Equal(Stage.Completed, response.Stage);
        Assert.Equal("\"done\"", response.Outcome.Success.Payloads_[0].Data.ToStringUtf8());
        Assert.Equal(c.RunId, response.UpdateRef.WorkflowExecution.RunId);
        var events = await c.HistoryIsAsync(
        [
            .. Idle, .. WorkflowTask, EventType.WorkflowExecutionUpdateAccepted,
            EventType.WorkflowExecutionUpdateCompleted,
        ]);
        var accepted = events[7].WorkflowExecutionUpdateAcceptedEventAttributes;
        Assert.Equal(
            ("u", "u/request", 5, "change"),
            (accepted.ProtocolInstanceId, accepted.AcceptedRequestMessageId,
                accepted.AcceptedRequestSequencingEventId, accepted.AcceptedRequest.Input.Name));
        var completed = events[8].WorkflowExecutionUpdateCompletedEventAttributes;
        Assert.Equal((8, "u"), (completed.AcceptedEventId, completed.Meta.UpdateId));
    }

    [SkippableTheory, BothServers]
    public async Task Waiting_MakesATaskThatIsNotInHistory(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        var task = await c.PollAsync();
        var message = Assert.Single(task.Messages);
        Assert.Equal(("u/request", "u", 5), (message.Id, message.ProtocolInstanceId, message.EventId));
        Assert.Equal((6, 3), (task.StartedEventId, task.PreviousStartedEventId));
        Assert.Equal(
            [EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted],
            task.History.Events.Skip(4).Select(e => e.EventType));
        var described = await c.DescribeAsync();
        Assert.Equal(PendingWorkflowTaskState.Started, described.PendingWorkflowTask.State);
        Assert.Equal(4, described.WorkflowExecutionInfo.HistoryLength);
        await c.HistoryIsAsync(Idle);
        await c.RespondAsync(Say.AcceptAndComplete(c, task));
        await update;
    }

    [SkippableTheory, BothServers]
    public async Task WaitingForAcceptance_ReturnsThen_AndAPollGivesTheOutcomeLater(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u", Stage.Accepted);
        await c.RespondAsync(Say.Accept(c, await c.PollAsync()));
        var response = await update;
        Assert.Equal(Stage.Accepted, response.Stage);
        Assert.Null(response.Outcome);
        Assert.Equal(Stage.Accepted, (await c.PollUpdateAsync("u")).Stage);
        var outcome = c.PollUpdateAsync("u", Stage.Completed);
        await c.SignalAsync("go");
        await c.RespondAsync(Say.Complete(c, await c.PollAsync(), "u"));
        Assert.NotNull((await outcome).Outcome.Success);
    }

    [SkippableTheory, BothServers]
    public async Task SameId_GivesTheSameOutcomeOnce_AlsoAfterTheClose(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        var joined = c.UpdateAsync("u");
        await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
        Assert.Equal((await update).Outcome, (await joined).Outcome);
        Assert.Equal((await update).Outcome, (await c.UpdateAsync("u")).Outcome);
        await c.TerminateAsync();
        Assert.Equal((await update).Outcome, (await c.UpdateAsync("u")).Outcome);
        Assert.Equal((await update).Outcome, (await c.PollUpdateAsync("u", Stage.Completed)).Outcome);
        Assert.Single(await c.HistoryAsync(), e => e.EventType == EventType.WorkflowExecutionUpdateAccepted);
    }

    [SkippableTheory, BothServers]
    public async Task Rejected_LeavesNoTrace(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u", Stage.Accepted);
        var response = await c.RespondAsync(Say.Reject(c, await c.PollAsync()));
        Assert.Equal(3, response.ResetHistoryEventId);
        Assert.Equal((Stage.Completed, "no"), ((await update).Stage, (await update).Outcome.Failure.Message));
        await c.HistoryIsAsync(Idle);
        Assert.Null((await c.DescribeAsync()).PendingWorkflowTask);
        await Refused.WithAsync<NotFoundFailure>(
            RpcException.StatusCode.NotFound, () => c.PollUpdateAsync("u", Stage.Completed));
    }

    [SkippableTheory, BothServers]
    public async Task Rejected_AfterEventsThatTheTaskShipped_WritesTheTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Timer("t", 100));
        var update = c.UpdateAsync("u");
        var response = await c.RespondAsync(Say.Reject(c, await c.PollAsync()));
        Assert.Equal(0, response.ResetHistoryEventId);
        Assert.NotNull((await update).Outcome.Failure);
        await c.HistoryIsAsync([.. Idle, EventType.TimerStarted, .. WorkflowTask]);
    }

    [SkippableTheory, BothServers]
    public async Task Rejected_AfterFewEventsByAWorkerThatCanRepeatThem_LeavesNoTrace(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Do.Timer("t", 100));
        var update = c.UpdateAsync("u");
        var rejection = Say.Reject(c, await c.PollAsync());
        rejection.Capabilities = new() { DiscardSpeculativeWorkflowTaskWithEvents = true };
        Assert.Equal(3, (await c.RespondAsync(rejection)).ResetHistoryEventId);
        Assert.NotNull((await update).Outcome.Failure);
        await c.HistoryIsAsync([.. Idle, EventType.TimerStarted]);
    }

    [SkippableTheory, BothServers]
    public async Task Ignored_IsRejectedAsUnprocessed(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u", Stage.Accepted);
        await c.CompleteAsync(await c.PollAsync());
        var failure = (await update).Outcome.Failure;
        Assert.Equal("UnprocessedUpdate", failure.ApplicationFailureInfo.Type);
        Assert.True(failure.ApplicationFailureInfo.NonRetryable);
        await c.HistoryIsAsync(Idle);
    }

    [SkippableTheory, BothServers]
    public async Task Heartbeat_OfATaskWithAnUpdate_LeavesItWithTheWorker(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        var task = await c.PollAsync();
        var heartbeat = c.Completion(task);
        heartbeat.ForceCreateNewWorkflowTask = true;
        heartbeat.ReturnNewWorkflowTask = true;
        var next = (await c.RespondAsync(heartbeat)).WorkflowTask;
        Assert.Empty(next.Messages);
        await c.HistoryIsAsync(
            [.. Idle, .. WorkflowTask, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted]);
        var answer = Say.AcceptAndComplete(c, task);
        answer.TaskToken = next.TaskToken;
        await c.RespondAsync(answer);
        Assert.NotNull((await update).Outcome.Success);
    }

    [SkippableTheory, BothServers]
    public async Task WithAnActivity_CompletesInALaterTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var update = c.UpdateAsync("u");
        var accept = Say.Accept(c, await c.PollAsync());
        accept.Commands.Add(Do.Activity("a", c));
        await c.RespondAsync(accept);
        await c.CompleteActivityAsync(await c.PollActivityAsync());
        await c.RespondAsync(Say.Complete(c, await c.PollAsync(), "u"));
        Assert.NotNull((await update).Outcome.Success);
        var events = await c.HistoryIsAsync(
        [
            .. Idle, .. WorkflowTask, EventType.WorkflowExecutionUpdateAccepted, EventType.ActivityTaskScheduled,
            EventType.ActivityTaskStarted, EventType.ActivityTaskCompleted, .. WorkflowTask,
            EventType.WorkflowExecutionUpdateCompleted,
        ]);
        Assert.Equal(8, events[^1].WorkflowExecutionUpdateCompletedEventAttributes.AcceptedEventId);
    }

    [SkippableTheory, BothServers]
    public async Task DuringAStartedTask_ComesInlineWithTheNext(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        var update = c.UpdateAsync("u");
        await c.UntilUpdateIsKnownAsync("u");
        var completion = c.Completion(task);
        completion.ReturnNewWorkflowTask = true;
        var next = (await c.RespondAsync(completion)).WorkflowTask;
        Assert.Equal("u", Assert.Single(next.Messages).ProtocolInstanceId);
        await c.HistoryIsAsync(Idle);
        await c.RespondAsync(Say.AcceptAndComplete(c, next));
        Assert.NotNull((await update).Outcome.Success);
    }

    [SkippableTheory, BothServers]
    public async Task DuringAStartedTask_WhoseWorkerTakesNoneInline_ComesWithAWrittenTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        var update = c.UpdateAsync("u");
        await c.UntilUpdateIsKnownAsync("u");
        await c.CompleteAsync(task);
        await c.HistoryIsAsync([.. Idle, EventType.WorkflowTaskScheduled]);
        await c.RespondAsync(Say.Reject(c, await c.PollAsync()));
        Assert.NotNull((await update).Outcome.Failure);
        await c.HistoryIsAsync([.. Idle, .. WorkflowTask]);
    }

    [SkippableTheory, BothServers]
    public async Task Sticky_GetsOnlyWhatIsNew(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var waiting = c.TryPollAsync(TimeSpan.FromSeconds(12), sticky: true);
        await c.CompleteStickyAsync(await c.PollAsync(), TimeSpan.FromSeconds(10));
        var update = c.UpdateAsync("u");
        var task = await waiting;
        Assert.Equal([4L, 5, 6], task.History.Events.Select(e => e.EventId));
        await c.RespondAsync(Say.AcceptAndComplete(c, task));
        Assert.NotNull((await update).Outcome.Success);
    }

    [SkippableTheory, BothServers]
    public async Task StartDelay_DoesNotHoldAnUpdateBack(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.WorkflowStartDelay = Do.Span(60));
        var update = c.UpdateAsync("u");
        var task = await c.PollAsync();
        Assert.Equal((3, 0), (task.StartedEventId, task.PreviousStartedEventId));
        await c.RespondAsync(Say.AcceptAndComplete(c, task));
        Assert.NotNull((await update).Outcome.Success);
    }

    [SkippableTheory, BothServers]
    public async Task Requests_OfABadShape_AreInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await InvalidAsync(r => r.Request.Input.Name = string.Empty);
        await InvalidAsync(r => r.Request.Meta.UpdateId = new string('x', 1001));
        await InvalidAsync(r => r.Request = null);
        await InvalidAsync(r => r.Request.Meta = null);
        await InvalidAsync(r => r.Request.Input = null);
        await Refused.WithAsync(
            RpcException.StatusCode.InvalidArgument,
            () => c.Rpc.PollWorkflowExecutionUpdateAsync(new() { Namespace = Conversation.Namespace }));

        Task InvalidAsync(Action<Temporalio.Api.WorkflowService.V1.UpdateWorkflowExecutionRequest> change)
        {
            var request = c.UpdateRequest("u");
            change(request);
            return Refused.WithAsync(RpcException.StatusCode.InvalidArgument, () => c.SendAsync(request));
        }
    }

    [SkippableTheory, BothServers]
    public async Task WaitingForAdmission_IsDenied_AndNoStageMeansCompleted(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await Refused.WithAsync<PermissionDeniedFailure>(
            RpcException.StatusCode.PermissionDenied, () => c.UpdateAsync("u", Stage.Admitted));
        var update = c.UpdateAsync("v", Stage.Unspecified);
        await c.RespondAsync(Say.Accept(c, await c.PollAsync()));
        Assert.Equal(Stage.Accepted, (await c.PollUpdateAsync("v")).Stage);
        Assert.False(update.IsCompleted);
        await c.SignalAsync("go");
        await c.RespondAsync(Say.Complete(c, await c.PollAsync(), "v"));
        Assert.Equal(Stage.Completed, (await update).Stage);
    }

    [SkippableTheory, BothServers]
    public async Task Eleventh_InFlight_IsTooMany(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        var ten = Enumerable.Range(0, 10).Select(i => c.UpdateAsync($"u{i}", Stage.Accepted)).ToList();
        for (var i = 0; i < 10; i++)
        {
            await c.UntilUpdateIsKnownAsync($"u{i}");
        }

        // Refusals of this kind are tried again by clients, so the deadline ends it.
        var patience = new Temporalio.Client.RpcOptions { Timeout = TimeSpan.FromSeconds(5), Retry = false };
        var detail = await Refused.WithAsync<ResourceExhaustedFailure>(
            RpcException.StatusCode.ResourceExhausted,
            () => c.Rpc.UpdateWorkflowExecutionAsync(c.UpdateRequest("one too many"), patience));
        Assert.Equal(ResourceExhaustedCause.ConcurrentLimit, detail.Cause);
        while (!ten.TrueForAll(update => update.IsCompleted))
        {
            await c.RespondAsync(Say.AcceptAndComplete(c, await c.PollAsync()));
            await Task.WhenAny(Task.WhenAll(ten), c.UntilTaskPendsAsync());
        }
    }

    [SkippableTheory, BothServers]
    public async Task NoWorker_ReachesAdmitted(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await Refused.WithAsync(
            RpcException.StatusCode.DeadlineExceeded,
            () => c.UpdateAsync("u", Stage.Accepted, TimeSpan.FromSeconds(2)));
        var standing = await c.PollUpdateAsync("u");
        Assert.Equal(Stage.Admitted, standing.Stage);
        Assert.Null(standing.Outcome);
    }

    [SkippableTheory, BothServers]
    public async Task UnknownRun_ClosedRun_OrOtherChain_IsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await NotFoundAsync(_ => { });
        await c.StartIdleAsync();
        await NotFoundAsync(r => r.FirstExecutionRunId = Guid.NewGuid().ToString());
        await Refused.WithAsync<NotFoundFailure>(RpcException.StatusCode.NotFound, () => c.PollUpdateAsync("never"));
        await c.TerminateAsync();
        await NotFoundAsync(_ => { });

        Task NotFoundAsync(Action<Temporalio.Api.WorkflowService.V1.UpdateWorkflowExecutionRequest> change)
        {
            var request = c.UpdateRequest("u");
            change(request);
            return Refused.WithAsync<NotFoundFailure>(RpcException.StatusCode.NotFound, () => c.SendAsync(request));
        }
    }
}
