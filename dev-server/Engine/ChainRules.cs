using DirectedExecution.DevServer.Engine.Cron;
using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>How runs end, and how the next run of the chain begins.</summary>
internal sealed class ChainRules(EngineCore core)
{
    private const string ResetterIdentity = "history-resetter";

    /// <summary>The close event is written; the run is over. Without a successor the parent hears of it.</summary>
    public void MarkClosed(Run run, WorkflowExecutionStatus status, bool hasSuccessor = false)
    {
        End(run, status);
        core.Children.OnClosed(run, hasSuccessor);
        core.Turn.FollowUps.Enqueue(() => core.Updates.OnClosed(run, hasSuccessor));
    }

    /// <summary>
    /// The parent does not hear of it. A reset of this very run goes on with its children; one of an earlier run knows
    /// nothing of them.
    /// </summary>
    public void TerminateForReset(Run run, string reason, bool sparesChildren)
    {
        WriteTerminated(run, reason, null, ResetterIdentity);
        End(run, WorkflowExecutionStatus.Terminated);
        if (!sparesChildren)
        {
            core.Children.OnClosed(run, hasSuccessor: true);
        }

        core.Turn.FollowUps.Enqueue(() => core.Updates.OnClosed(run, hasSuccessor: false));
    }

    private void End(Run run, WorkflowExecutionStatus status)
    {
        RunMachine.Check(run.State.Status, status);
        run.State.FirstWorkflowTaskTime = null;
        run.State.Status = status;
        run.State.CloseTime = core.Now.ToStamp();
        run.IsChanged = true;
        run.IsVisibilityChanged = true;
        core.Removal.Schedule(run.Key, core.Now);
        core.Scheduling.OnRunEnded(run.Key.Workflow);
    }

    /// <summary>A second request, or one for a closed run, is fine and does nothing.</summary>
    public void RequestCancel(Run run, string requestId, WorkflowExecutionCancelRequestedEventAttributes attributes)
    {
        if (!run.IsOpen || run.State.CancelRequested)
        {
            return;
        }

        run.State.CancelRequested = true;
        run.State.CancelRequestId = requestId;
        run.Record(core.Now, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionCancelRequested,
            WorkflowExecutionCancelRequestedEventAttributes = attributes,
        });
        core.WorkflowTasks.EndFirstBackoff(run);
        core.WorkflowTasks.AfterNews(run);
        core.Transactions.Close(run);
    }

    public void Terminate(Run run, string reason, Payloads? details, string identity)
    {
        WriteTerminated(run, reason, details, identity);
        MarkClosed(run, WorkflowExecutionStatus.Terminated);
    }

    private void WriteTerminated(Run run, string reason, Payloads? details, string identity)
    {
        core.WorkflowTasks.FailForClose(run);
        run.Append(core.Now, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionTerminated,
            WorkflowExecutionTerminatedEventAttributes = new WorkflowExecutionTerminatedEventAttributes
            {
                Reason = reason,
                Details = details,
                Identity = identity,
            },
        });
    }

    /// <summary>The time of the run or of the whole chain is over; a run alone may be retried.</summary>
    public void TimeOut(Run run, bool isWholeExecution)
    {
        core.WorkflowTasks.FailForClose(run);
        var failure = Failures.TimedOut("workflow timeout", TimeoutType.StartToClose, null, null);
        var decision = isWholeExecution
            ? new RetryDecision(RetryState.Timeout, default)
            : DecideRetry(run.State, failure);
        var next = isWholeExecution ? null : NextAfterFailure(run.State, decision);
        run.Append(core.Now, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionTimedOut,
            WorkflowExecutionTimedOutEventAttributes = new WorkflowExecutionTimedOutEventAttributes
            {
                RetryState = decision.State,
                NewExecutionRunId = next?.RunId ?? string.Empty,
            },
        });
        MarkClosed(run, WorkflowExecutionStatus.TimedOut, next is not null);
        StartNext(run, next, failure);
    }

    public RetryDecision DecideRetry(RunState state, Failure failure) => RetryRules.Decide(
        state.Started.RetryPolicy, state.Started.Attempt, failure, core.Now, state.ExecutionExpirationTime.Read());

    /// <summary>What follows a run that failed: its next attempt, else the next run of its cron schedule.</summary>
    public NextRun? NextAfterFailure(RunState state, RetryDecision decision) => decision.IsRetry
        ? new NextRun(core.Ids.NewId(), ContinueAsNewInitiator.Retry, decision.Backoff)
        : NextByCron(state);

    public NextRun? NextByCron(RunState state) => CronRules.NextBackoff(state, core.Now) is { } backoff
        ? new NextRun(core.Ids.NewId(), ContinueAsNewInitiator.CronSchedule, backoff)
        : null;

    /// <summary>
    /// The same start again, after a while. The result of the last run that completed goes on from run to run.
    /// </summary>
    /// <param name="run">The run that is over.</param>
    /// <param name="next">What follows it; null for nothing.</param>
    /// <param name="failure">Why it failed; null when it completed.</param>
    /// <param name="result">Its result.</param>
    public void StartNext(Run run, NextRun? next, Failure? failure, Payloads? result = null)
    {
        if (next is null)
        {
            return;
        }

        core.Transactions.Close(run);
        var isRetry = next.Initiator == ContinueAsNewInitiator.Retry;
        var started = StartOf(run).Clone();
        started.ContinuedExecutionRunId = run.Key.RunId;
        started.OriginalExecutionRunId = next.RunId;
        started.Initiator = next.Initiator;
        started.ContinuedFailure = failure;
        started.LastCompletionResult = failure is null ? result : started.LastCompletionResult;
        started.Attempt = isRetry ? started.Attempt + 1 : 1;
        started.WorkflowExecutionExpirationTime = run.State.Started.WorkflowExecutionExpirationTime;
        started.Identity = string.Empty;
        started.PrevAutoResetPoints = Expiring(run);
        Begin(run, next.RunId, started, Paced(run, next.Backoff), isRetry ? run.State.OriginalStartTime.Read() : null);
    }

    /// <summary>The successor of a run that continues as new.</summary>
    public void StartContinued(
        Run run,
        WorkflowExecutionContinuedAsNewEventAttributes continued,
        ContinueAsNewWorkflowExecutionCommandAttributes wanted)
    {
        core.Transactions.Close(run);
        var old = run.State.Started;
        var started = new WorkflowExecutionStartedEventAttributes
        {
            WorkflowType = continued.WorkflowType,
            TaskQueue = continued.TaskQueue,
            Input = continued.Input,
            WorkflowExecutionTimeout = old.WorkflowExecutionTimeout,
            WorkflowRunTimeout = continued.WorkflowRunTimeout,
            WorkflowTaskTimeout = continued.WorkflowTaskTimeout,
            ContinuedExecutionRunId = run.Key.RunId,
            Initiator = continued.Initiator == ContinueAsNewInitiator.Unspecified
                ? ContinueAsNewInitiator.Workflow
                : continued.Initiator,
            ContinuedFailure = wanted.Failure,
            LastCompletionResult = continued.LastCompletionResult,
            OriginalExecutionRunId = continued.NewExecutionRunId,
            FirstExecutionRunId = old.FirstExecutionRunId,
            RetryPolicy = wanted.RetryPolicy is null ? null : RetryRules.Complete(wanted.RetryPolicy),
            Attempt = 1,
            CronSchedule = wanted.CronSchedule,
            ParentWorkflowNamespace = old.ParentWorkflowNamespace,
            ParentWorkflowNamespaceId = old.ParentWorkflowNamespaceId,
            ParentWorkflowExecution = old.ParentWorkflowExecution,
            ParentInitiatedEventId = old.ParentInitiatedEventId,
            RootWorkflowExecution = old.RootWorkflowExecution,
            WorkflowExecutionExpirationTime = old.WorkflowExecutionExpirationTime,
            Memo = continued.Memo,
            SearchAttributes = continued.SearchAttributes,
            PrevAutoResetPoints = Expiring(run),
            Header = continued.Header,
            WorkflowId = run.Key.WorkflowId,
            Priority = old.Priority,
        };
        Begin(
            run, continued.NewExecutionRunId, started, Paced(run, continued.BackoffStartInterval.Read()),
            run.State.OriginalStartTime.Read());
    }

    /// <summary>
    /// A chain makes at most one run a second. It is counted from when a run should have begun: one that a signal began
    /// before its delay was over is followed when that would have been over.
    /// </summary>
    private TimeSpan Paced(Run run, TimeSpan backoff)
    {
        var lived = core.Now - run.State.ExecutionTime.ToDateTimeOffset();
        var least = core.Options.ContinueAsNewInterval;
        return lived + backoff < least ? least - lived : backoff;
    }

    private void Begin(
        Run old,
        string runId,
        WorkflowExecutionStartedEventAttributes started,
        TimeSpan backoff,
        DateTimeOffset? originalStart) =>
        core.Factory.Create(new NewRun
        {
            Key = new RunKey(old.Key.NamespaceId, old.Key.WorkflowId, runId),
            Started = started,
            RequestId = core.Ids.NewId(),
            Backoff = backoff,
            OriginalStartTime = originalStart,
            ResetPoints = started.PrevAutoResetPoints,
        });

    private WorkflowExecutionStartedEventAttributes StartOf(Run run) =>
        core.Histories.Read(run.Key.RunId, 1, 1)[0].WorkflowExecutionStartedEventAttributes;

    /// <summary>
    /// The reset points, each with the time until which its run is kept; the old run shows it as well.
    /// </summary>
    private ResetPoints Expiring(Run run)
    {
        var points = run.State.ResetPoints;
        var kept = core.Catalog.FindNamespaceById(run.Key.NamespaceId)?.Retention ?? TimeSpan.Zero;
        foreach (var point in points.Points.Where(point => point.ExpireTime is null))
        {
            point.ExpireTime = (core.Now + kept).ToStamp();
        }

        return points.Clone();
    }
}
