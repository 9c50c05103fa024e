using Temporalio.Api.Enums.V1;

namespace Temporalio.Replay;

/// <summary>What kinds of history events there are, as far as replay cares.</summary>
internal static class EventKinds
{
    /// <summary>Whether the event mirrors a command of the workflow: it must match the next unmatched one.</summary>
    public static bool IsCommand(EventType type) => type is
        EventType.ActivityTaskScheduled or
        EventType.ActivityTaskCancelRequested or
        EventType.MarkerRecorded or
        EventType.RequestCancelExternalWorkflowExecutionInitiated or
        EventType.SignalExternalWorkflowExecutionInitiated or
        EventType.StartChildWorkflowExecutionInitiated or
        EventType.TimerStarted or
        EventType.TimerCanceled or
        EventType.UpsertWorkflowSearchAttributes or
        EventType.WorkflowPropertiesModified or
        EventType.NexusOperationScheduled or
        EventType.NexusOperationCancelRequested or
        EventType.WorkflowExecutionCompleted or
        EventType.WorkflowExecutionFailed or
        EventType.WorkflowExecutionCanceled or
        EventType.WorkflowExecutionContinuedAsNew or
        EventType.WorkflowExecutionUpdateAccepted or
        EventType.WorkflowExecutionUpdateRejected or
        EventType.WorkflowExecutionUpdateCompleted;

    /// <summary>Whether the event closes the run.</summary>
    public static bool IsTerminal(EventType type) => type is
        EventType.WorkflowExecutionCompleted or
        EventType.WorkflowExecutionFailed or
        EventType.WorkflowExecutionCanceled or
        EventType.WorkflowExecutionTimedOut or
        EventType.WorkflowExecutionContinuedAsNew or
        EventType.WorkflowExecutionTerminated;

    /// <summary>
    /// Whether the event, right behind a started workflow task, says that this attempt never counted.
    /// </summary>
    public static bool VoidsStartedTask(EventType type) => type is
        EventType.WorkflowTaskFailed or
        EventType.WorkflowTaskTimedOut or
        EventType.WorkflowExecutionTimedOut or
        EventType.WorkflowExecutionTerminated or
        EventType.WorkflowExecutionCanceled;
}
