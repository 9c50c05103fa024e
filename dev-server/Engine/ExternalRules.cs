using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// Signals and cancel requests from one workflow to another. A sender that closes with the same task sends nothing.
/// </summary>
internal sealed class ExternalRules(EngineCore core)
{
    private readonly SignalCalls signals = new(core);

    public void Signal(Run sender, long initiatedId, SignalExternalWorkflowExecutionInitiatedEventAttributes wanted)
    {
        if (!sender.IsOpen)
        {
            return;
        }

        var target = Target(sender, wanted.WorkflowExecution, wanted.ChildWorkflowOnly);
        if (target is not { IsOpen: true } || target.State.SignalCount >= Limits.SignalsPerRun)
        {
            var cause = target is { IsOpen: true }
                ? SignalExternalWorkflowExecutionFailedCause.SignalCountLimitExceeded
                : SignalExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound;
            Tell(sender, SignalFailed(initiatedId, wanted, cause));
            return;
        }

        var requestId = core.Ids.NewId();
        signals.Deliver(target, new SignalCalls.Signal(
            wanted.SignalName, wanted.Input, wanted.Header, HistoryGuard.Identity, requestId, [], Execution(sender)));
        core.WorkflowTasks.AfterNews(target);
        core.Transactions.Close(target);
        Release(target, requestId);
        Tell(sender, new HistoryEvent
        {
            EventType = EventType.ExternalWorkflowExecutionSignaled,
            ExternalWorkflowExecutionSignaledEventAttributes = new ExternalWorkflowExecutionSignaledEventAttributes
            {
                InitiatedEventId = initiatedId,
                Namespace = NamespaceName(wanted.NamespaceId),
                NamespaceId = wanted.NamespaceId,
                WorkflowExecution = wanted.WorkflowExecution,
            },
        });
    }

    /// <summary>
    /// The sender knows now: nobody will ask by this id again. Officially a change of the target of its own.
    /// </summary>
    private void Release(Run target, string requestId)
    {
        if (target.IsOpen)
        {
            target.ForgetSignal(requestId);
            core.Transactions.Close(target);
        }
    }

    public void Cancel(
        Run sender, long initiatedId, RequestCancelExternalWorkflowExecutionInitiatedEventAttributes wanted)
    {
        if (!sender.IsOpen)
        {
            return;
        }

        var target = Target(sender, wanted.WorkflowExecution, wanted.ChildWorkflowOnly);
        if (target is null)
        {
            Tell(sender, CancelFailed(initiatedId, wanted));
            return;
        }

        core.Chains.RequestCancel(target, core.Ids.NewId(), new WorkflowExecutionCancelRequestedEventAttributes
        {
            Cause = wanted.Reason,
            Identity = HistoryGuard.Identity,
            ExternalInitiatedEventId = initiatedId,
            ExternalWorkflowExecution = Execution(sender),
        });
        Tell(sender, new HistoryEvent
        {
            EventType = EventType.ExternalWorkflowExecutionCancelRequested,
            ExternalWorkflowExecutionCancelRequestedEventAttributes = new()
            {
                InitiatedEventId = initiatedId,
                Namespace = NamespaceName(wanted.NamespaceId),
                NamespaceId = wanted.NamespaceId,
                WorkflowExecution = wanted.WorkflowExecution,
            },
        });
    }

    private string NamespaceName(string id) => core.Catalog.FindNamespaceById(id)?.Name ?? string.Empty;

    private static WorkflowExecution Execution(Run run) =>
        new() { WorkflowId = run.Key.WorkflowId, RunId = run.Key.RunId };

    private HistoryEvent SignalFailed(
        long initiatedId,
        SignalExternalWorkflowExecutionInitiatedEventAttributes wanted,
        SignalExternalWorkflowExecutionFailedCause cause) => new()
        {
            EventType = EventType.SignalExternalWorkflowExecutionFailed,
            SignalExternalWorkflowExecutionFailedEventAttributes = new()
            {
                Cause = cause,
                Namespace = NamespaceName(wanted.NamespaceId),
                NamespaceId = wanted.NamespaceId,
                WorkflowExecution = wanted.WorkflowExecution,
                InitiatedEventId = initiatedId,
            },
        };

    private HistoryEvent CancelFailed(
        long initiatedId, RequestCancelExternalWorkflowExecutionInitiatedEventAttributes wanted) => new()
        {
            EventType = EventType.RequestCancelExternalWorkflowExecutionFailed,
            RequestCancelExternalWorkflowExecutionFailedEventAttributes =
                new RequestCancelExternalWorkflowExecutionFailedEventAttributes
                {
                    Cause = CancelExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound,
                        Namespace = NamespaceName(wanted.NamespaceId),
                    NamespaceId = wanted.NamespaceId,
                    WorkflowExecution = wanted.WorkflowExecution,
                    InitiatedEventId = initiatedId,
                },
        };

    /// <summary>
    /// The run that is meant; null for none, for the sender itself, and for another's child when it must be one's own.
    /// </summary>
    private Run? Target(Run sender, WorkflowExecution wanted, bool mustBeChild)
    {
        var target = wanted.RunId.Length == 0
            ? core.Runs.FindCurrent(new WorkflowKey(sender.Key.NamespaceId, wanted.WorkflowId))
            : core.Runs.Find(new RunKey(sender.Key.NamespaceId, wanted.WorkflowId, wanted.RunId));
        return target is null || wanted.WorkflowId == sender.Key.WorkflowId ||
            (mustBeChild && target.State.Started.ParentWorkflowExecution?.Equals(Execution(sender)) != true &&
                !sender.State.Children.Values.Any(child =>
                    child.WorkflowId == wanted.WorkflowId &&
                    child.RunId == target.State.Started.FirstExecutionRunId))
            ? null
            : target;
    }

    private void Tell(Run sender, HistoryEvent news)
    {
        if (!sender.IsOpen)
        {
            return;
        }

        sender.Record(core.Now, news);
        core.WorkflowTasks.AfterNews(sender);
        core.Transactions.Close(sender);
    }
}
