using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace Temporalio.Replay;

/// <summary>Events in words, for error messages.</summary>
internal static class EventText
{
    public static string Of(HistoryEvent e)
    {
        var detail = e.EventType switch
        {
            EventType.TimerStarted => $" (timer {e.TimerStartedEventAttributes.TimerId})",
            EventType.TimerCanceled => $" (timer {e.TimerCanceledEventAttributes.TimerId})",
            EventType.ActivityTaskScheduled => $" (activity {e.ActivityTaskScheduledEventAttributes.ActivityId} of type " +
                $"{e.ActivityTaskScheduledEventAttributes.ActivityType?.Name})",
            EventType.StartChildWorkflowExecutionInitiated =>
                $" (child workflow {e.StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowId} of type " +
                $"{e.StartChildWorkflowExecutionInitiatedEventAttributes.WorkflowType?.Name})",
            EventType.MarkerRecorded when PatchMarker.TryRead(e, out var patch) => $" (patch {patch.PatchId})",
            EventType.MarkerRecorded when LocalActivityMarker.TryRead(e, out var local) =>
                $" (local activity {local.ActivityId} of type {local.ActivityType})",
            EventType.MarkerRecorded => $" (marker {e.MarkerRecordedEventAttributes.MarkerName})",
            EventType.SignalExternalWorkflowExecutionInitiated =>
                $" (signal {e.SignalExternalWorkflowExecutionInitiatedEventAttributes.SignalName})",
            _ => string.Empty,
        };
        return $"{e.EventId} {e.EventType}{detail}";
    }

    /// <summary>The id of the event that this one follows up, or null when it follows none.</summary>
    public static long? InitiatingId(HistoryEvent e) => e.EventType switch
    {
        EventType.ActivityTaskStarted => e.ActivityTaskStartedEventAttributes.ScheduledEventId,
        EventType.ActivityTaskCompleted => e.ActivityTaskCompletedEventAttributes.ScheduledEventId,
        EventType.ActivityTaskFailed => e.ActivityTaskFailedEventAttributes.ScheduledEventId,
        EventType.ActivityTaskTimedOut => e.ActivityTaskTimedOutEventAttributes.ScheduledEventId,
        EventType.ActivityTaskCanceled => e.ActivityTaskCanceledEventAttributes.ScheduledEventId,
        EventType.TimerFired => e.TimerFiredEventAttributes.StartedEventId,
        EventType.StartChildWorkflowExecutionFailed => e.StartChildWorkflowExecutionFailedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionStarted => e.ChildWorkflowExecutionStartedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionCompleted => e.ChildWorkflowExecutionCompletedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionFailed => e.ChildWorkflowExecutionFailedEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionCanceled => e.ChildWorkflowExecutionCanceledEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionTimedOut => e.ChildWorkflowExecutionTimedOutEventAttributes.InitiatedEventId,
        EventType.ChildWorkflowExecutionTerminated => e.ChildWorkflowExecutionTerminatedEventAttributes.InitiatedEventId,
        EventType.ExternalWorkflowExecutionSignaled => e.ExternalWorkflowExecutionSignaledEventAttributes.InitiatedEventId,
        EventType.SignalExternalWorkflowExecutionFailed =>
            e.SignalExternalWorkflowExecutionFailedEventAttributes.InitiatedEventId,
        EventType.ExternalWorkflowExecutionCancelRequested =>
            e.ExternalWorkflowExecutionCancelRequestedEventAttributes.InitiatedEventId,
        EventType.RequestCancelExternalWorkflowExecutionFailed =>
            e.RequestCancelExternalWorkflowExecutionFailedEventAttributes.InitiatedEventId,
        _ => null,
    };
}
