using DirectedExecution.DevServer.Engine.Cron;
using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Sdk.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Parents and children: starting, ending, and what the end of a parent means.</summary>
internal sealed class ChildRules(EngineCore core)
{
    private const string ClosedByParent = "by parent close policy";
    private const int FailoverVersion = 0;
    private const string PolicyIdentity = HistoryGuard.Identity;

    /// <summary>A parent that is closed by now starts nothing any more.</summary>
    public void Start(
        Run parent, long initiatedId, StartChildWorkflowExecutionInitiatedEventAttributes initiated,
        UserMetadata? userMetadata)
    {
        if (!parent.IsOpen || !parent.State.Children.TryGetValue(initiatedId, out var pending))
        {
            return;
        }

        var existing = core.Runs.FindCurrent(new WorkflowKey(initiated.NamespaceId, initiated.WorkflowId));
        if (existing is not null && !MayReplace(existing, initiated.WorkflowIdReusePolicy))
        {
            parent.State.Children.Remove(initiatedId);
            RecordFailedStart(parent, initiatedId, initiated);
            return;
        }

        var runId = core.Ids.NewId();
        core.Factory.Create(new NewRun
        {
            Key = new RunKey(initiated.NamespaceId, initiated.WorkflowId, runId),
            Started = Started(parent, initiatedId, initiated, runId),
            RequestId = FormattableString.Invariant($"{parent.Key.RunId}:{initiatedId}:{FailoverVersion}"),
            UserMetadata = userMetadata,
            Backoff = CronRules.FirstBackoff(initiated.CronSchedule, core.Now),
            BeforeFirstTask = child =>
            {
                core.Transactions.Close(child);
                RecordStarted(parent, pending, initiated, runId);
            },
        });
    }

    /// <summary>
    /// After a reset: the child that the old run had started is the new run's; else it is started now.
    /// </summary>
    public void StartAgain(
        Run parent, string oldRunId, long initiatedId, StartChildWorkflowExecutionInitiatedEventAttributes initiated,
        UserMetadata? userMetadata)
    {
        var existing = core.Runs.FindCurrent(new WorkflowKey(initiated.NamespaceId, initiated.WorkflowId));
        if (existing is { IsOpen: true } && existing.State.Started.ParentInitiatedEventId == initiatedId &&
            existing.State.Started.ParentWorkflowExecution?.RunId == oldRunId &&
            parent.State.Children.TryGetValue(initiatedId, out var pending))
        {
            RecordStarted(parent, pending, initiated, existing.State.Started.FirstExecutionRunId);
            return;
        }

        Start(parent, initiatedId, initiated, userMetadata);
    }

    /// <summary>
    /// The run is closed: its parent hears of it if the chain ends here, and its children are dealt with.
    /// </summary>
    public void OnClosed(Run run, bool hasSuccessor)
    {
        if (!hasSuccessor && run.State.Started.ParentWorkflowExecution is not null)
        {
            core.Turn.FollowUps.Enqueue(() => TellParent(run));
        }

        foreach (var child in run.State.Children.Values.Where(child => child.RunId.Length > 0).ToList())
        {
            core.Turn.FollowUps.Enqueue(() => ApplyPolicy(run, child));
        }
    }

    private static bool MayReplace(Run existing, WorkflowIdReusePolicy policy) => !existing.IsOpen && policy switch
    {
        WorkflowIdReusePolicy.RejectDuplicate => false,
        WorkflowIdReusePolicy.AllowDuplicateFailedOnly =>
            existing.State.Status is not (WorkflowExecutionStatus.Completed or WorkflowExecutionStatus.ContinuedAsNew),
        _ => true,
    };

    private WorkflowExecutionStartedEventAttributes Started(
        Run parent, long initiatedId, StartChildWorkflowExecutionInitiatedEventAttributes initiated, string runId)
    {
        var execution = initiated.WorkflowExecutionTimeout.Read();
        var itself = new WorkflowExecution { WorkflowId = parent.Key.WorkflowId, RunId = parent.Key.RunId };
        return new WorkflowExecutionStartedEventAttributes
        {
            WorkflowType = initiated.WorkflowType,
            ParentWorkflowNamespace = initiated.Namespace,
            ParentWorkflowNamespaceId = parent.Key.NamespaceId,
            ParentWorkflowExecution = itself,
            ParentInitiatedEventId = initiatedId,
            RootWorkflowExecution = parent.State.Started.RootWorkflowExecution ?? itself,
            TaskQueue = initiated.TaskQueue,
            Input = initiated.Input,
            WorkflowExecutionTimeout = initiated.WorkflowExecutionTimeout,
            WorkflowRunTimeout = initiated.WorkflowRunTimeout,
            WorkflowTaskTimeout = initiated.WorkflowTaskTimeout,
            OriginalExecutionRunId = runId,
            FirstExecutionRunId = runId,
            RetryPolicy = initiated.RetryPolicy,
            Attempt = 1,
            CronSchedule = initiated.CronSchedule,
            Initiator = CronRules.InitiatorOfFirst(initiated.CronSchedule),
            WorkflowExecutionExpirationTime = execution > TimeSpan.Zero ? (core.Now + execution).ToStamp() : null,
            Memo = initiated.Memo,
            SearchAttributes = initiated.SearchAttributes,
            Header = initiated.Header,
            WorkflowId = initiated.WorkflowId,
            Priority = Priorities.Inherited(parent.State.Started.Priority, initiated.Priority),
        };
    }

    private void RecordStarted(
        Run parent, ChildState pending, StartChildWorkflowExecutionInitiatedEventAttributes initiated, string runId)
    {
        pending.RunId = runId;
        var started = new HistoryEvent
        {
            EventType = EventType.ChildWorkflowExecutionStarted,
            ChildWorkflowExecutionStartedEventAttributes = new ChildWorkflowExecutionStartedEventAttributes
            {
                Namespace = initiated.Namespace,
                NamespaceId = initiated.NamespaceId,
                InitiatedEventId = pending.InitiatedEventId,
                WorkflowExecution = new WorkflowExecution { WorkflowId = initiated.WorkflowId, RunId = runId },
                WorkflowType = initiated.WorkflowType,
                Header = initiated.Header,
            },
        };
        Tell(parent, started);
        pending.StartedEventId = started.EventId;
    }

    private void RecordFailedStart(
        Run parent, long initiatedId, StartChildWorkflowExecutionInitiatedEventAttributes initiated) =>
        Tell(parent, new HistoryEvent
        {
            EventType = EventType.StartChildWorkflowExecutionFailed,
            StartChildWorkflowExecutionFailedEventAttributes = new StartChildWorkflowExecutionFailedEventAttributes
            {
                Namespace = initiated.Namespace,
                NamespaceId = initiated.NamespaceId,
                WorkflowId = initiated.WorkflowId,
                WorkflowType = initiated.WorkflowType,
                Cause = StartChildWorkflowExecutionFailedCause.WorkflowAlreadyExists,
                InitiatedEventId = initiatedId,
            },
        });

    /// <summary>The run that was the parent, or what it was reset to.</summary>
    private Run? FindParent(RunKey key)
    {
        var parent = core.Runs.Find(key);
        while (parent is { IsOpen: false, State.ResetRunId: { Length: > 0 } resetRunId })
        {
            parent = core.Runs.Find(key with { RunId = resetRunId });
        }

        return parent;
    }

    private void TellParent(Run child)
    {
        var started = child.State.Started;
        var parentKey = new RunKey(
            started.ParentWorkflowNamespaceId, started.ParentWorkflowExecution.WorkflowId,
            started.ParentWorkflowExecution.RunId);
        if (FindParent(parentKey) is not { IsOpen: true } parent ||
            !parent.State.Children.TryGetValue(started.ParentInitiatedEventId, out var pending) ||
            pending.RunId != started.FirstExecutionRunId)
        {
            return;
        }

        var last = child.State.NextEventId - 1;
        var close = core.Histories.Read(child.Key.RunId, last, last)[0];
        var execution = new WorkflowExecution { WorkflowId = child.Key.WorkflowId, RunId = child.Key.RunId };
        parent.State.Children.Remove(pending.InitiatedEventId);
        Tell(parent, ChildEvents.Ended(pending, execution, started.ParentWorkflowNamespace, close));
    }

    /// <summary>The policy means the whole chain of the child: whichever run of it is open now.</summary>
    private void ApplyPolicy(Run parent, ChildState child)
    {
        var run = core.Runs.FindCurrent(new WorkflowKey(child.NamespaceId, child.WorkflowId));
        if (run is not { IsOpen: true } || run.State.Started.FirstExecutionRunId != child.RunId)
        {
            return;
        }

        switch (child.ParentClosePolicy)
        {
            case ParentClosePolicy.Terminate:
                core.Chains.Terminate(run, ClosedByParent, null, PolicyIdentity);
                core.Transactions.Close(run);
                break;
            case ParentClosePolicy.RequestCancel:
                core.Chains.RequestCancel(run, core.Ids.NewId(), new WorkflowExecutionCancelRequestedEventAttributes
                {
                    Identity = PolicyIdentity,
                    ExternalWorkflowExecution = new WorkflowExecution
                    {
                        WorkflowId = parent.Key.WorkflowId,
                        RunId = parent.Key.RunId,
                    },
                });
                break;
            default:
                break;
        }
    }

    private void Tell(Run parent, HistoryEvent news)
    {
        parent.Record(core.Now, news);
        core.WorkflowTasks.AfterNews(parent);
        core.Transactions.Close(parent);
    }
}
