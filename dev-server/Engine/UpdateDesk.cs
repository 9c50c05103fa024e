using DirectedExecution.DevServer.Storage;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The updates in flight: they ride on the next workflow task, and one is made for them if none is pending. What has
/// been accepted is in history and in the run's state; here is only who waits for it.
/// </summary>
internal sealed class UpdateDesk(EngineCore core)
{
    private readonly Dictionary<RunKey, List<LiveUpdate>> byRun = [];

    /// <summary>How far the update has come; null when this run does not know it.</summary>
    public UpdateStanding? Standing(Run run, string updateId)
    {
        if (run.State.Updates.TryGetValue(updateId, out var known))
        {
            if (known.CompletedEventId > 0)
            {
                var completed = core.Histories.Read(run.Key.RunId, known.CompletedEventId, known.CompletedEventId)[0];
                return UpdateStanding.Completed(completed.WorkflowExecutionUpdateCompletedEventAttributes.Outcome);
            }

            if (known.AcceptedEventId > 0)
            {
                return run.IsOpen ? UpdateStanding.Accepted : UpdateStanding.Completed(UpdateFailures.Overtaken());
            }

            return run.IsOpen ? UpdateStanding.Admitted : null;
        }

        return Find(run.Key, updateId) is null ? null : UpdateStanding.Admitted;
    }

    /// <summary>Takes a new update of a run in.</summary>
    /// <exception cref="RpcError">The run is closed or closing, its tasks keep failing, or it has too many.</exception>
    public void Admit(Run run, string updateId, Request request)
    {
        CheckCanTake(run);
        OfRun(run.Key).Add(new LiveUpdate(updateId, run.Key, request, UpdateTrigger.Admit));
        if (run.State.WorkflowTask is null)
        {
            core.WorkflowTasks.ScheduleForUpdate(run);
            core.Transactions.Close(run);
        }
    }

    /// <summary>An update of a run that was reset waits in the history of the new run.</summary>
    public void Reapply(Run run, string updateId) =>
        OfRun(run.Key).Add(new LiveUpdate(updateId, run.Key, request: null, UpdateTrigger.Admit));

    /// <summary>Answers the call when the update, which the run knows, has come to the wanted stage.</summary>
    public void Await(Run run, string updateId, UpdateStanding standing, UpdateWaiter waiter)
    {
        if (standing.Stage >= waiter.Wanted)
        {
            waiter.Answer(standing);
            return;
        }

        var live = Find(run.Key, updateId) ?? Recall(run, updateId);
        live.Waiters.Add(waiter);
        core.DeadlineQueue.Add(waiter.Ticket.ExpiresAt, new Expiry(waiter.Ticket, () => GiveUp(live, waiter)));
    }

    /// <summary>An update waits for the next workflow task.</summary>
    public bool HasUnsent(Run run) => Of(run.Key).Any(live => live.Status == UpdateStatus.Admitted);

    /// <summary>The updates that go with the task that is being started.</summary>
    public IReadOnlyList<Message> TakeForTask(Run run)
    {
        var messages = new List<Message>();
        foreach (var live in Of(run.Key).Where(live => live.Status == UpdateStatus.Admitted))
        {
            live.Move(UpdateTrigger.Send);
            if (live.Request is { } request)
            {
                messages.Add(new Message
                {
                    Id = $"{live.Id}/request",
                    ProtocolInstanceId = live.Id,
                    EventId = run.State.WorkflowTask.StartedEventId - 1,
                    Body = Any.Pack(request),
                });
            }
        }

        return messages;
    }

    public IReadOnlyList<LiveUpdate> Sent(Run run) =>
        [.. Of(run.Key).Where(live => live.Status == UpdateStatus.Sent)];

    /// <summary>
    /// The update that a worker answers: one it was sent, one it read in history, or one that this process has lost.
    /// </summary>
    public LiveUpdate? FindForAnswer(Run run, string updateId, Request? carried)
    {
        if (Find(run.Key, updateId) is { } live)
        {
            return live;
        }

        if (run.State.Updates.TryGetValue(updateId, out var known))
        {
            return known.CompletedEventId > 0 ? null : RecallSent(run, updateId);
        }

        if (carried is null)
        {
            return null;
        }

        var lost = new LiveUpdate(updateId, run.Key, carried, UpdateTrigger.Resurrect);
        OfRun(run.Key).Add(lost);
        return lost;
    }

    /// <summary>A live update has come further: those who waited for this are answered.</summary>
    public void Advance(LiveUpdate live, UpdateTrigger trigger, UpdateStanding standing)
    {
        live.Move(trigger);
        foreach (var waiter in live.Waiters.Where(waiter => standing.Stage >= waiter.Wanted).ToList())
        {
            live.Waiters.Remove(waiter);
            waiter.Answer(standing);
        }

        if (live.Status == UpdateStatus.Ended)
        {
            Remove(live);
        }
    }

    /// <summary>The worker's task failed or timed out: the next one carries its updates again.</summary>
    public void OnWorkflowTaskLost(Run run)
    {
        foreach (var live in Sent(run))
        {
            live.Move(UpdateTrigger.Return);
        }
    }

    /// <summary>The server refused the worker's answer: the updates of that task end.</summary>
    public void OnWorkflowTaskRefused(Run run)
    {
        foreach (var live in Sent(run))
        {
            Abort(live, waiter => waiter.Refuse(UpdateFailures.TaskRefused()));
        }
    }

    public void OnClosed(Run run, bool hasSuccessor)
    {
        foreach (var live in Of(run.Key))
        {
            if (live.Status == UpdateStatus.Accepted)
            {
                Advance(live, UpdateTrigger.Abort, UpdateStanding.Completed(UpdateFailures.Overtaken()));
            }
            else
            {
                var error = hasSuccessor ? UpdateFailures.Closing() : UpdateFailures.AbortedByClose();
                Abort(live, waiter => (waiter.OnRunClosed ?? (() => waiter.Refuse(error)))());
            }
        }
    }

    /// <summary>The run is deleted.</summary>
    public void Forget(RunKey key)
    {
        foreach (var live in Of(key))
        {
            Abort(live, waiter => waiter.Refuse(RunTable.NotFound(key.WorkflowId, key.RunId)));
        }
    }

    /// <summary>A turn was taken back: what this run's updates had come to is not sure any more.</summary>
    public void OnReloaded(RunKey key)
    {
        var error = new RpcError(GrpcStatusCode.Unavailable, "The update was taken back; send it again.");
        foreach (var live in Of(key))
        {
            Abort(live, waiter => waiter.Refuse(error));
        }
    }

    private void CheckCanTake(Run run)
    {
        if (!run.IsOpen)
        {
            throw RpcError.NotFound("workflow execution already completed");
        }

        if (WorkflowTaskRules.KeepsFailing(run.State))
        {
            throw UpdateFailures.KeepsFailing();
        }

        if (run.State.CloseWasRefused && run.HasStartedWorkflowTask)
        {
            throw UpdateFailures.Closing();
        }

        var known = run.State.Updates;
        var unaccepted = Of(run.Key).Count(live => !known.ContainsKey(live.Id));
        if (unaccepted + known.Values.Count(one => one.CompletedEventId == 0) >= Limits.UpdatesInFlight)
        {
            throw UpdateFailures.TooManyInFlight();
        }

        if (unaccepted + known.Count >= Limits.UpdatesPerRun)
        {
            throw UpdateFailures.TooManyInTotal();
        }
    }

    private static void GiveUp(LiveUpdate live, UpdateWaiter waiter)
    {
        live.Waiters.Remove(waiter);
        waiter.Answer(live.Status == UpdateStatus.Accepted ? UpdateStanding.Accepted : UpdateStanding.Admitted);
    }

    /// <summary>Brings an update back that history knows and that is not at its end.</summary>
    private LiveUpdate Recall(Run run, string updateId)
    {
        var isAccepted = run.State.Updates[updateId].AcceptedEventId > 0;
        var live = new LiveUpdate(
            updateId, run.Key, request: null, isAccepted ? UpdateTrigger.Recall : UpdateTrigger.Admit);
        OfRun(run.Key).Add(live);
        if (!isAccepted && run.HasStartedWorkflowTask)
        {
            live.Move(UpdateTrigger.Send);
        }

        return live;
    }

    /// <summary>As <see cref="Recall"/>, of one that a worker answers: it must have read of it.</summary>
    private LiveUpdate RecallSent(Run run, string updateId)
    {
        var live = Recall(run, updateId);
        if (live.Status == UpdateStatus.Admitted)
        {
            live.Move(UpdateTrigger.Send);
        }

        return live;
    }

    private void Abort(LiveUpdate live, Action<UpdateWaiter> tell)
    {
        live.Move(UpdateTrigger.Abort);
        Remove(live);
        live.Waiters.ForEach(tell);
    }

    private LiveUpdate? Find(RunKey key, string updateId) =>
        byRun.TryGetValue(key, out var updates) ? updates.Find(live => live.Id == updateId) : null;

    /// <summary>A copy: handling one may remove it.</summary>
    private List<LiveUpdate> Of(RunKey key) => byRun.TryGetValue(key, out var updates) ? [.. updates] : [];

    private List<LiveUpdate> OfRun(RunKey key)
    {
        if (!byRun.TryGetValue(key, out var updates))
        {
            byRun[key] = updates = [];
        }

        return updates;
    }

    private void Remove(LiveUpdate live)
    {
        if (byRun.TryGetValue(live.Run, out var updates) && updates.Remove(live) && updates.Count == 0)
        {
            byRun.Remove(live.Run);
        }
    }
}
