using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Begins a run: event 1, its state, and its first workflow task unless that has to wait.</summary>
internal sealed class RunFactory(EngineCore core)
{
    public Run Create(NewRun wanted)
    {
        var now = core.Now;
        var started = wanted.Started;
        started.FirstWorkflowTaskBackoff = IsWorthWriting(wanted) ? wanted.Backoff.ToSpan() : null;
        var run = new Run(NewState(wanted, now));
        core.Runs.Add(run);
        run.Append(now, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionStarted,
            WorkflowExecutionStartedEventAttributes = started,
            UserMetadata = wanted.UserMetadata,
            Links = { wanted.Links },
        });
        run.IsVisibilityChanged = true;
        if (wanted.Backoff > TimeSpan.Zero)
        {
            run.State.FirstWorkflowTaskTime = (now + wanted.Backoff).ToStamp();
        }

        wanted.BeforeFirstTask?.Invoke(run);
        core.WorkflowTasks.Ensure(run);
        wanted.WithFirstTask?.Invoke(run);
        core.Transactions.Close(run);
        return run;
    }

    // As officially: a run that another continues as says nothing of a wait that it does not have.
    private static bool IsWorthWriting(NewRun wanted) =>
        wanted.Backoff > TimeSpan.Zero || wanted.Started.Initiator != ContinueAsNewInitiator.Workflow;

    public static RunState NewState(NewRun wanted, DateTimeOffset now)
    {
        var kept = wanted.Started.Clone();
        kept.Input = null;
        kept.Header = null;
        kept.LastCompletionResult = null;
        kept.ContinuedFailure = null;
        var executionEnd = kept.WorkflowExecutionExpirationTime.Read();
        var runTimeout = kept.WorkflowRunTimeout.Read();
        var runEnd = runTimeout > TimeSpan.Zero ? now + wanted.Backoff + runTimeout : (DateTimeOffset?)null;
        return new RunState
        {
            Layout = Run.Layout,
            NamespaceId = wanted.Key.NamespaceId,
            WorkflowId = wanted.Key.WorkflowId,
            RunId = wanted.Key.RunId,
            Status = WorkflowExecutionStatus.Running,
            Started = kept,
            StartRequestId = wanted.RequestId,
            UserMetadata = wanted.UserMetadata,
            StartTime = now.ToStamp(),
            ExecutionTime = (now + wanted.Backoff).ToStamp(),
            ExecutionExpirationTime = executionEnd?.ToStamp(),
            RunExpirationTime = runEnd is null ? null : Times.Earlier(runEnd, executionEnd)?.ToStamp(),
            NextEventId = 1,
            Memo = kept.Memo?.Clone() ?? new Memo(),
            SearchAttributes = kept.SearchAttributes?.Clone() ?? new SearchAttributes(),
            ResetPoints = wanted.ResetPoints?.Clone() ?? new ResetPoints(),
            OriginalStartTime = (wanted.OriginalStartTime ?? now).ToStamp(),
        };
    }
}
