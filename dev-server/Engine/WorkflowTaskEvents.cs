using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>The events of a workflow task, made from what is kept of it.</summary>
internal static class WorkflowTaskEvents
{
    public static HistoryEvent Scheduled(WorkflowTaskState task) => new()
    {
        EventType = EventType.WorkflowTaskScheduled,
        EventTime = task.ScheduledTime,
        WorkflowTaskScheduledEventAttributes = new WorkflowTaskScheduledEventAttributes
        {
            TaskQueue = task.TaskQueue,
            StartToCloseTimeout = task.StartToCloseTimeout,
            Attempt = task.Attempt,
        },
    };

    public static HistoryEvent Started(WorkflowTaskState task)
    {
        var attributes = new WorkflowTaskStartedEventAttributes
        {
            ScheduledEventId = task.ScheduledEventId,
            Identity = task.Identity,
            RequestId = task.RequestId,
            SuggestContinueAsNew = task.SuggestContinueAsNew,
            HistorySizeBytes = task.HistorySizeBytes,
        };
        WorkerStamps.Set(attributes, task.WorkerVersion);
        return new HistoryEvent
        {
            EventType = EventType.WorkflowTaskStarted,
            EventTime = task.StartedTime,
            WorkflowTaskStartedEventAttributes = attributes,
        };
    }

    public static HistoryEvent Failed(
        WorkflowTaskState task, WorkflowTaskFailedCause cause, Failure? failure, string identity) => new()
    {
        EventType = EventType.WorkflowTaskFailed,
        WorkflowTaskFailedEventAttributes = new WorkflowTaskFailedEventAttributes
        {
            ScheduledEventId = task.ScheduledEventId,
            StartedEventId = task.StartedEventId,
            Cause = cause,
            Failure = failure,
            Identity = identity,
        },
    };

    public static HistoryEvent TimedOut(WorkflowTaskState task, TimeoutType timeoutType) => new()
    {
        EventType = EventType.WorkflowTaskTimedOut,
        WorkflowTaskTimedOutEventAttributes = new WorkflowTaskTimedOutEventAttributes
        {
            ScheduledEventId = task.ScheduledEventId,
            StartedEventId = task.StartedEventId,
            TimeoutType = timeoutType,
        },
    };
}
