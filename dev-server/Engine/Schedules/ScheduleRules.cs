using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>
/// How a schedule goes on. A start and that it was made are stored together, as is the end of a run and what its
/// schedule does about it: each happens once, whatever happens to the server.
/// </summary>
internal sealed class ScheduleRules(EngineCore core)
{
    private readonly StartCalls starts = new(core, new SignalCalls(core));
    private readonly ScheduleWatch watch = new(core);

    public void OnDue(ScheduleKey key)
    {
        if (!core.Schedules.IsDue(key, core.Now) || core.Schedules.Find(key) is not { } entry)
        {
            return;
        }

        if (entry.IsOpen)
        {
            core.Schedules.Touch(key);
            GoOn(ScheduleDraft.Of(entry, core.Now));
        }
        else
        {
            core.Schedules.Remove(key);
        }
    }

    /// <summary>A run is over; what follows it, if anything, has begun when the turn ends.</summary>
    public void OnRunEnded(WorkflowKey workflow)
    {
        if (core.Schedules.WatchersOf(workflow).Count > 0)
        {
            core.Turn.FollowUps.Enqueue(() => NoteEnd(workflow));
        }
    }

    /// <summary>Does everything that there is to do now, and notes when there is more.</summary>
    /// <param name="draft">The schedule.</param>
    /// <param name="change">What somebody asks for; comes after what was due before it.</param>
    public void GoOn(ScheduleDraft draft, Action<ScheduleDraft>? change = null)
    {
        var next = ScheduleTimes.TakeDue(draft);
        if (change is not null)
        {
            while (next <= draft.Now)
            {
                next = ScheduleTimes.TakeDue(draft);
            }

            change(draft);
            next = ScheduleTimes.TakeDue(draft);
        }

        ScheduleTimes.TakeBackfills(draft);
        while (StartWhatMay(draft))
        {
        }

        if (draft.Spec.Fault is not null)
        {
            // Kept as it is, for a machine that can tell its times.
        }
        else if (!core.Options.KeepsClosedRuns && ScheduleWake.Expiry(draft, next) is { } expiry)
        {
            draft.State.NextWakeTime = expiry.ToStamp();
            if (expiry <= draft.Now)
            {
                ScheduleEntry.Close(draft.State, ScheduleTrigger.Expire, draft.Now);
            }
        }
        else
        {
            draft.State.NextWakeTime = ScheduleWake.Of(draft, next)?.ToStamp();
        }

        core.Schedules.Put(draft.ToEntry());
    }

    private void NoteEnd(WorkflowKey workflow)
    {
        foreach (var key in core.Schedules.WatchersOf(workflow))
        {
            var draft = ScheduleDraft.Of(core.Schedules.Find(key)!, core.Now);
            var ended = draft.Info.RunningWorkflows.Where(run => run.WorkflowId == workflow.WorkflowId)
                .Select(run => watch.Look(key.NamespaceId, run)).OfType<RunOutcome>().ToList();
            if (ended.Count > 0)
            {
                ended.ForEach(outcome => ScheduleOutcomes.Note(draft, workflow.WorkflowId, outcome));
                GoOn(draft);
            }
        }
    }

    /// <summary>True: something was given up, so that another start may have its turn.</summary>
    private bool StartWhatMay(ScheduleDraft draft)
    {
        var owed = draft.State.BufferedStarts.ToList();
        draft.State.BufferedStarts.Clear();
        if (owed.Count == 0 || draft.Schedule.Action.StartWorkflow is null)
        {
            return false;
        }

        var decision = OverlapTable.Decide(owed, draft.Info.RunningWorkflows.Count > 0, draft.Resolve);
        draft.State.BufferedStarts.AddRange(decision.Waiting);
        draft.Info.OverlapSkipped += decision.Skipped;
        var others = draft.Info.RunningWorkflows.ToList();
        var isGivenUp = false;
        foreach (var start in decision.Beside)
        {
            isGivenUp |= !TryStart(draft, start, isWatched: false);
        }

        if (decision.Chosen is { } chosen)
        {
            isGivenUp |= !TryStart(draft, chosen, isWatched: true);
        }

        if (decision.Terminates)
        {
            others.ForEach(run => Terminate(draft, run));
        }
        else if (decision.Cancels)
        {
            others.ForEach(run => Cancel(draft, run));
        }

        return isGivenUp;
    }

    /// <summary>False: it may not act, or the start is refused; then this one is not made at all.</summary>
    private bool TryStart(ScheduleDraft draft, BufferedStart start, bool isWatched)
    {
        var owner = core.Catalog.FindNamespaceById(draft.State.NamespaceId);
        if (!draft.TryUseAction(start.IsManual) || owner is null ||
            owner.Description.NamespaceInfo is { State: NamespaceState.Deprecated })
        {
            return false;
        }

        var request = ScheduledStart.Request(draft, start, owner.Name, core.Ids.NewId());
        try
        {
            var started = starts.Start(request);
            var execution = new WorkflowExecution { WorkflowId = request.WorkflowId, RunId = started.RunId };
            draft.NoteStarted(start, execution, isWatched);
            return true;
        }
        catch (RpcError)
        {
            // As officially: the workflow id is taken, or the action is not one that can be started.
            return false;
        }
    }

    private void Terminate(ScheduleDraft draft, WorkflowExecution first)
    {
        if (OpenRunOf(draft, first) is { } run)
        {
            core.Chains.Terminate(run, ScheduleNames.TerminateReason, null, IdentityOf(draft));
            core.Transactions.Close(run);
        }
    }

    private void Cancel(ScheduleDraft draft, WorkflowExecution first)
    {
        if (OpenRunOf(draft, first) is { } run)
        {
            core.Chains.RequestCancel(run, core.Ids.NewId(), new()
            {
                Cause = ScheduleNames.CancelReason,
                Identity = IdentityOf(draft),
            });
        }
    }

    private Run? OpenRunOf(ScheduleDraft draft, WorkflowExecution first) =>
        core.Runs.FindCurrent(new WorkflowKey(draft.State.NamespaceId, first.WorkflowId)) is { IsOpen: true } run &&
            run.State.Started.FirstExecutionRunId == first.RunId
            ? run
            : null;

    private string IdentityOf(ScheduleDraft draft) => ScheduleNames.Identity(
        core.Catalog.FindNamespaceById(draft.State.NamespaceId)?.Name ?? draft.State.NamespaceId,
        draft.State.ScheduleId);
}
