using DirectedExecution.DevServer.Storage;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// ResetWorkflowExecution: a new run that has the history of an old one up to a workflow task, lets that task fail, and
/// is told again what was told to the old one from outside.
/// </summary>
internal sealed class ResetCalls(EngineCore core, WorkflowOptionCalls options)
{
    // What the official server writes where a worker's poll has its id.
    private const string NoRequestId = "emptyUuid";

    public ResetWorkflowExecutionResponse Reset(ResetWorkflowExecutionRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        StartChecks.CheckId(request.RequestId, "RequestId");
        ResetRequests.CheckOperations(request.PostResetOperations);

        var old = core.Runs.Resolve(owner.Id, request.WorkflowExecution);
        var current = core.Runs.FindCurrent(old.Key.Workflow) ?? old;
        if (current.State.StartRequestId == request.RequestId)
        {
            return new ResetWorkflowExecutionResponse { RunId = current.Key.RunId };
        }

        var end = request.WorkflowTaskFinishEventId;
        if (end <= 1 || end >= old.State.NextEventId)
        {
            throw RpcError.InvalidArgument("Workflow task finish ID must be > 1 && <= workflow last event ID.");
        }

        return new ResetWorkflowExecutionResponse { RunId = Reset(request, old, current, end).Key.RunId };
    }

    private Run Reset(ResetWorkflowExecutionRequest request, Run old, Run current, long end)
    {
        var kept = core.Histories.Read(old.Key.RunId, 1, end - 1);
        var run = new Run(FirstState(old, kept[0], request.RequestId));
        var replay = new RunReplay(run);
        foreach (var read in kept)
        {
            replay.Apply(read);
        }

        if (run.State.WorkflowTask is null && !IsBehindALostTask(kept))
        {
            throw RpcError.InvalidArgument(
                "Can only reset workflow to event ID in range [WorkflowTaskScheduled +1, WorkflowTaskStarted + 1]: " +
                $"{end}");
        }

        CheckSplit(old, kept[^1], end);
        EndOld(request, old, current, run.Key);
        core.Runs.Add(run);
        CopyHistory(old, run, end);
        if (run.State.WorkflowTask is not null)
        {
            FailTask(request, old, run);
        }

        StartPendingAgain(run);
        var excluded = ResetRequests.Excluded(request);
        new Reapplication(core, run, excluded).ApplyAfter(old, end);
        if (!excluded.Contains(ResetReapplyExcludeType.Signal))
        {
            run.KnowSignals(old.State.SignalRequestIds);
        }

        foreach (var wanted in request.PostResetOperations.Select(operation => operation.UpdateWorkflowOptions))
        {
            options.Apply(run, wanted.WorkflowExecutionOptions, wanted.UpdateMask, request.Identity);
        }

        core.WorkflowTasks.Ensure(run);
        run.IsVisibilityChanged = true;
        core.Transactions.Close(run);
        AskAgain(old, run, replay);
        return run;
    }

    /// <summary>Behind a task that failed or timed out the next one is due: there is none to fail.</summary>
    private static bool IsBehindALostTask(IReadOnlyList<HistoryEvent> kept) =>
        kept[^1].EventType is EventType.WorkflowTaskFailed or EventType.WorkflowTaskTimedOut;

    /// <summary>The start of a task that came into history together with its scheduling cannot be taken off.</summary>
    private void CheckSplit(Run old, HistoryEvent last, long end)
    {
        if (last.EventType == EventType.WorkflowTaskScheduled &&
            core.Histories.ReadBatches(old.Key.RunId, end, end).Any(batch => batch.FirstEventId < end))
        {
            throw RpcError.InvalidArgument($"The history cannot be divided before event {end}.");
        }
    }

    private State.RunState FirstState(Run old, HistoryEvent first, string requestId)
    {
        var started = first.WorkflowExecutionStartedEventAttributes.Clone();
        var execution = started.WorkflowExecutionTimeout.Read();
        started.WorkflowExecutionExpirationTime = execution > TimeSpan.Zero ? (core.Now + execution).ToStamp() : null;
        var state = RunFactory.NewState(
            new NewRun
            {
                Key = new RunKey(old.Key.NamespaceId, old.Key.WorkflowId, core.Ids.NewId()),
                Started = started,
                RequestId = requestId,
                Backoff = started.FirstWorkflowTaskBackoff.Read(),
                UserMetadata = first.UserMetadata,
                OriginalStartTime = old.State.OriginalStartTime.Read(),
                ResetPoints = started.PrevAutoResetPoints,
            },
            core.Now);
        state.LastResetTime = core.Now.ToStamp();

        // The history that it begins with counts as one change.
        state.StateTransitionCount = 1;
        return state;
    }

    /// <summary>The run that is open ends; the one that was reset remembers what it was reset to.</summary>
    private void EndOld(ResetWorkflowExecutionRequest request, Run old, Run current, RunKey successor)
    {
        old.State.ResetRunId = successor.RunId;
        old.IsChanged = true;
        current.IsChanged = true;
        if (current.IsOpen)
        {
            core.Chains.TerminateForReset(current, request.Reason, sparesChildren: current == old);
        }

        core.Transactions.Close(current);
        core.Transactions.Close(old);
    }

    private void CopyHistory(Run old, Run run, long end)
    {
        foreach (var batch in core.Histories.ReadBatches(old.Key.RunId, 1, end - 1))
        {
            var last = Math.Min(batch.LastEventId, end - 1);
            var events = last == batch.LastEventId
                ? batch.Events
                : new History { Events = { core.Histories.Read(old.Key.RunId, batch.FirstEventId, last) } }
                    .ToByteArray();
            core.Turn.Batch.History.Add(new HistoryBatch(run.Key.RunId, batch.FirstEventId, last, events));
        }
    }

    /// <summary>The task at the point of the reset is started, if it was not, and fails.</summary>
    private void FailTask(ResetWorkflowExecutionRequest request, Run old, Run run)
    {
        if (WorkflowTaskMachine.Of(run.State) == WorkflowTaskStatus.Scheduled)
        {
            core.WorkflowTasks.Start(run, HistoryGuard.Identity, NoRequestId, null);
        }

        WorkflowTaskMachine.Check(run.State, WorkflowTaskTrigger.Fail);
        var failed = WorkflowTaskEvents.Failed(
            run.State.WorkflowTask,
            WorkflowTaskFailedCause.ResetWorkflow,
            new Failure { Message = request.Reason, ResetWorkflowFailureInfo = new ResetWorkflowFailureInfo() },
            HistoryGuard.Identity);
        failed.WorkflowTaskFailedEventAttributes.BaseRunId = old.Key.RunId;
        failed.WorkflowTaskFailedEventAttributes.NewRunId = run.Key.RunId;
        run.Append(core.Now, failed);
        run.State.WorkflowTask = null;
    }

    /// <summary>Activities begin anew now: whoever worked on one did so for the old run.</summary>
    private void StartPendingAgain(Run run)
    {
        foreach (var activity in run.State.Activities.Values)
        {
            var whole = activity.ScheduleToCloseTimeout.Read();
            activity.FirstScheduledTime = core.Now.ToStamp();
            activity.ScheduledTime = core.Now.ToStamp();
            activity.ExpirationTime = whole > TimeSpan.Zero ? (core.Now + whole).ToStamp() : null;
        }

        foreach (var (updateId, update) in run.State.Updates)
        {
            if (update.AcceptedEventId == 0)
            {
                core.Updates.Reapply(run, updateId);
            }
        }
    }

    /// <summary>What was asked of others before the point, and answered after it, is asked again.</summary>
    private void AskAgain(Run old, Run run, RunReplay replay)
    {
        foreach (var initiated in replay.UnansweredChildren)
        {
            core.Turn.FollowUps.Enqueue(() => core.Children.StartAgain(
                run,
                old.Key.RunId,
                initiated.EventId,
                initiated.StartChildWorkflowExecutionInitiatedEventAttributes,
                initiated.UserMetadata));
        }

        foreach (var initiated in replay.UnansweredExternals)
        {
            core.Turn.FollowUps.Enqueue(() =>
            {
                if (initiated.SignalExternalWorkflowExecutionInitiatedEventAttributes is { } signal)
                {
                    core.Externals.Signal(run, initiated.EventId, signal);
                }
                else
                {
                    core.Externals.Cancel(
                        run,
                        initiated.EventId,
                        initiated.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes);
                }
            });
        }
    }
}
