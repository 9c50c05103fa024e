using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>What the buffer must know of event types.</summary>
internal static class EventFacts
{
    /// <summary>The end of an activity or child: moved behind other buffered events.</summary>
    public static bool IsCompletionOfPending(HistoryEvent buffered) => buffered.EventType is
        EventType.ActivityTaskCompleted or EventType.ActivityTaskFailed or EventType.ActivityTaskTimedOut or
        EventType.ActivityTaskCanceled or
        EventType.ChildWorkflowExecutionCompleted or EventType.ChildWorkflowExecutionFailed or
        EventType.ChildWorkflowExecutionCanceled or EventType.ChildWorkflowExecutionTimedOut or
        EventType.ChildWorkflowExecutionTerminated;

    /// <summary>The scheduled id of an activity that this event ends; 0 for any other event.</summary>
    public static long EndedActivity(HistoryEvent ended) => ended.EventType switch
    {
        EventType.ActivityTaskCompleted => ended.ActivityTaskCompletedEventAttributes.ScheduledEventId,
        EventType.ActivityTaskFailed => ended.ActivityTaskFailedEventAttributes.ScheduledEventId,
        EventType.ActivityTaskTimedOut => ended.ActivityTaskTimedOutEventAttributes.ScheduledEventId,
        EventType.ActivityTaskCanceled => ended.ActivityTaskCanceledEventAttributes.ScheduledEventId,
        _ => 0,
    };

    /// <summary>Remembers the id that a started event got, by what it started.</summary>
    public static void NoteStartedId(HistoryEvent numbered, Dictionary<long, long> startedIds)
    {
        if (numbered.EventType == EventType.ActivityTaskStarted)
        {
            startedIds[numbered.ActivityTaskStartedEventAttributes.ScheduledEventId] = numbered.EventId;
        }
        else if (numbered.EventType == EventType.ChildWorkflowExecutionStarted)
        {
            startedIds[numbered.ChildWorkflowExecutionStartedEventAttributes.InitiatedEventId] = numbered.EventId;
        }
    }

    /// <summary>
    /// Fills in the started id of the end of an activity or child whose started event was in the buffer too.
    /// </summary>
    public static void FillStartedId(HistoryEvent waiting, Dictionary<long, long> startedIds)
    {
        if (ChildEvents.InitiatedIdOfEnd(waiting) is > 0 and var initiatedId)
        {
            if (startedIds.TryGetValue(initiatedId, out var childStartedId))
            {
                ChildEvents.SetStartedId(waiting, childStartedId);
            }

            return;
        }

        if (!startedIds.TryGetValue(EndedActivity(waiting), out var startedId))
        {
            return;
        }

        switch (waiting.EventType)
        {
            case EventType.ActivityTaskCompleted:
                waiting.ActivityTaskCompletedEventAttributes.StartedEventId = startedId;
                break;
            case EventType.ActivityTaskFailed:
                waiting.ActivityTaskFailedEventAttributes.StartedEventId = startedId;
                break;
            case EventType.ActivityTaskTimedOut:
                waiting.ActivityTaskTimedOutEventAttributes.StartedEventId = startedId;
                break;
            default:
                waiting.ActivityTaskCanceledEventAttributes.StartedEventId = startedId;
                break;
        }
    }
}
