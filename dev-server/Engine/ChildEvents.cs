using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>What a parent reads of its children.</summary>
internal static class ChildEvents
{
    /// <summary>The parent's event for the close event of a child.</summary>
    public static HistoryEvent Ended(
        ChildState child, WorkflowExecution execution, string namespaceName, HistoryEvent close) =>
        close.EventType switch
        {
            EventType.WorkflowExecutionCompleted => Completed(child, execution, namespaceName, close),
            EventType.WorkflowExecutionFailed => Failed(child, execution, namespaceName, close),
            EventType.WorkflowExecutionCanceled => Canceled(child, execution, namespaceName, close),
            EventType.WorkflowExecutionTimedOut => TimedOut(child, execution, namespaceName, close),
            _ => Terminated(child, execution, namespaceName),
        };

    /// <summary>The initiated id of the child that this event ends; 0 for any other event.</summary>
    public static long InitiatedIdOfEnd(HistoryEvent ended) => ended.EventType switch
    {
        EventType.ChildWorkflowExecutionCompleted =>
            ended.ChildWorkflowExecutionCompletedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionFailed => ended.ChildWorkflowExecutionFailedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionCanceled =>
            ended.ChildWorkflowExecutionCanceledEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionTimedOut =>
            ended.ChildWorkflowExecutionTimedOutEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionTerminated =>
            ended.ChildWorkflowExecutionTerminatedEventAttributes.InitiatedEventId,
        _ => 0,
    };

    public static void SetStartedId(HistoryEvent ended, long startedId)
    {
        switch (ended.EventType)
        {
            case EventType.ChildWorkflowExecutionCompleted:
                ended.ChildWorkflowExecutionCompletedEventAttributes.StartedEventId = startedId;
                break;
            case EventType.ChildWorkflowExecutionFailed:
                ended.ChildWorkflowExecutionFailedEventAttributes.StartedEventId = startedId;
                break;
            case EventType.ChildWorkflowExecutionCanceled:
                ended.ChildWorkflowExecutionCanceledEventAttributes.StartedEventId = startedId;
                break;
            case EventType.ChildWorkflowExecutionTimedOut:
                ended.ChildWorkflowExecutionTimedOutEventAttributes.StartedEventId = startedId;
                break;
            default:
                ended.ChildWorkflowExecutionTerminatedEventAttributes.StartedEventId = startedId;
                break;
        }
    }

    private static HistoryEvent Completed(
        ChildState child, WorkflowExecution execution, string namespaceName, HistoryEvent close) => new()
        {
            EventType = EventType.ChildWorkflowExecutionCompleted,
            ChildWorkflowExecutionCompletedEventAttributes = new ChildWorkflowExecutionCompletedEventAttributes
            {
                Result = close.WorkflowExecutionCompletedEventAttributes.Result,
                Namespace = namespaceName,
                NamespaceId = child.NamespaceId,
                WorkflowExecution = execution,
                WorkflowType = child.WorkflowType,
                InitiatedEventId = child.InitiatedEventId,
                StartedEventId = child.StartedEventId,
            },
        };

    private static HistoryEvent Failed(
        ChildState child, WorkflowExecution execution, string namespaceName, HistoryEvent close) => new()
        {
            EventType = EventType.ChildWorkflowExecutionFailed,
            ChildWorkflowExecutionFailedEventAttributes = new ChildWorkflowExecutionFailedEventAttributes
            {
                Failure = close.WorkflowExecutionFailedEventAttributes.Failure,
                RetryState = close.WorkflowExecutionFailedEventAttributes.RetryState,
                Namespace = namespaceName,
                NamespaceId = child.NamespaceId,
                WorkflowExecution = execution,
                WorkflowType = child.WorkflowType,
                InitiatedEventId = child.InitiatedEventId,
                StartedEventId = child.StartedEventId,
            },
        };

    private static HistoryEvent Canceled(
        ChildState child, WorkflowExecution execution, string namespaceName, HistoryEvent close) => new()
        {
            EventType = EventType.ChildWorkflowExecutionCanceled,
            ChildWorkflowExecutionCanceledEventAttributes = new ChildWorkflowExecutionCanceledEventAttributes
            {
                Details = close.WorkflowExecutionCanceledEventAttributes.Details,
                Namespace = namespaceName,
                NamespaceId = child.NamespaceId,
                WorkflowExecution = execution,
                WorkflowType = child.WorkflowType,
                InitiatedEventId = child.InitiatedEventId,
                StartedEventId = child.StartedEventId,
            },
        };

    private static HistoryEvent TimedOut(
        ChildState child, WorkflowExecution execution, string namespaceName, HistoryEvent close) => new()
        {
            EventType = EventType.ChildWorkflowExecutionTimedOut,
            ChildWorkflowExecutionTimedOutEventAttributes = new ChildWorkflowExecutionTimedOutEventAttributes
            {
                RetryState = close.WorkflowExecutionTimedOutEventAttributes.RetryState,
                Namespace = namespaceName,
                NamespaceId = child.NamespaceId,
                WorkflowExecution = execution,
                WorkflowType = child.WorkflowType,
                InitiatedEventId = child.InitiatedEventId,
                StartedEventId = child.StartedEventId,
            },
        };

    private static HistoryEvent Terminated(ChildState child, WorkflowExecution execution, string namespaceName) => new()
    {
        EventType = EventType.ChildWorkflowExecutionTerminated,
        ChildWorkflowExecutionTerminatedEventAttributes = new ChildWorkflowExecutionTerminatedEventAttributes
        {
            Namespace = namespaceName,
            NamespaceId = child.NamespaceId,
            WorkflowExecution = execution,
            WorkflowType = child.WorkflowType,
            InitiatedEventId = child.InitiatedEventId,
            StartedEventId = child.StartedEventId,
        },
    };
}
