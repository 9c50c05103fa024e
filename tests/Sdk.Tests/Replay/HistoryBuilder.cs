using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Sdk.V1;
using Temporalio.Converters;

namespace Sdk.Tests.Replay;

/// <summary>Writes histories as a server would, one second per event.</summary>
internal sealed class HistoryBuilder
{
    public const string RunId = "11111111-2222-3333-4444-555555555555";

    private static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private readonly Dictionary<string, long> open = [];

    public List<HistoryEvent> Events { get; } = [];

    public long LastId => Events.Count;

    /// <summary>Gets the started event of the open or last task.</summary>
    public long StartedId { get; private set; }

    /// <summary>Gets the started event of the last completed task.</summary>
    public long PreviousStartedId { get; private set; }

    public static Payloads? PayloadsOf(params object?[] values) => values.Length == 0
        ? null
        : new() { Payloads_ = { values.Select(DataConverter.Default.PayloadConverter.ToPayload) } };

    public HistoryBuilder Add(EventType type, Action<HistoryEvent> fill)
    {
        var e = new HistoryEvent
        {
            EventId = LastId + 1,
            EventType = type,
            EventTime = Timestamp.FromDateTime(Start.AddSeconds(LastId)),
        };
        fill(e);
        Events.Add(e);
        return this;
    }

    public HistoryBuilder Started(string type = "Wf", params object?[] args) =>
        Add(EventType.WorkflowExecutionStarted, e => e.WorkflowExecutionStartedEventAttributes = new()
        {
            WorkflowType = new() { Name = type },
            TaskQueue = new() { Name = "queue" },
            Input = PayloadsOf(args),
            OriginalExecutionRunId = RunId,
            FirstExecutionRunId = RunId,
            WorkflowTaskTimeout = Duration.FromTimeSpan(TimeSpan.FromSeconds(10)),
            Attempt = 1,
        });

    public HistoryBuilder TaskScheduled() =>
        Add(EventType.WorkflowTaskScheduled, e => e.WorkflowTaskScheduledEventAttributes = new() { Attempt = 1 });

    public HistoryBuilder TaskStarted()
    {
        Add(EventType.WorkflowTaskStarted, e => e.WorkflowTaskStartedEventAttributes = new()
        {
            ScheduledEventId = LastId,
            HistorySizeBytes = 100 * LastId,
        });
        StartedId = LastId;
        return this;
    }

    public HistoryBuilder TaskCompleted(WorkflowTaskCompletedMetadata? metadata = null)
    {
        Add(EventType.WorkflowTaskCompleted, e => e.WorkflowTaskCompletedEventAttributes = new()
        {
            StartedEventId = StartedId,
            SdkMetadata = metadata,
        });
        PreviousStartedId = StartedId;
        return this;
    }

    /// <summary>Scheduled, started and completed.</summary>
    public HistoryBuilder Task() => TaskScheduled().TaskStarted().TaskCompleted();

    /// <summary>Scheduled and started.</summary>
    public HistoryBuilder OpenTask() => TaskScheduled().TaskStarted();

    public HistoryBuilder TaskTimedOut() =>
        Add(EventType.WorkflowTaskTimedOut, e => e.WorkflowTaskTimedOutEventAttributes = new() { StartedEventId = StartedId });

    public HistoryBuilder TaskFailed(WorkflowTaskFailedCause cause = WorkflowTaskFailedCause.UnhandledCommand, string newRunId = "") =>
        Add(EventType.WorkflowTaskFailed, e => e.WorkflowTaskFailedEventAttributes = new()
        {
            StartedEventId = StartedId,
            Cause = cause,
            NewRunId = newRunId,
        });

    public HistoryBuilder Signaled(string name, params object?[] args) =>
        Add(EventType.WorkflowExecutionSignaled, e => e.WorkflowExecutionSignaledEventAttributes = new()
        {
            SignalName = name,
            Input = PayloadsOf(args),
        });

    public HistoryBuilder CancelRequested() => Add(
        EventType.WorkflowExecutionCancelRequested,
        e => e.WorkflowExecutionCancelRequestedEventAttributes = new() { Cause = "asked" });

    public HistoryBuilder TimerStarted(string id = "1")
    {
        open["timer " + id] = LastId + 1;
        return Add(EventType.TimerStarted, e => e.TimerStartedEventAttributes = new() { TimerId = id });
    }

    public HistoryBuilder TimerFired(string id = "1") => Add(EventType.TimerFired, e => e.TimerFiredEventAttributes = new()
    {
        TimerId = id,
        StartedEventId = open["timer " + id],
    });

    public HistoryBuilder TimerCanceled(string id = "1") => Add(
        EventType.TimerCanceled,
        e => e.TimerCanceledEventAttributes = new() { TimerId = id, StartedEventId = open["timer " + id] });

    public HistoryBuilder ActivityScheduled(string id = "1", string type = "Act")
    {
        open["activity " + id] = LastId + 1;
        return Add(EventType.ActivityTaskScheduled, e => e.ActivityTaskScheduledEventAttributes = new()
        {
            ActivityId = id,
            ActivityType = new() { Name = type },
        });
    }

    public HistoryBuilder ActivityStarted(string id = "1")
    {
        Add(EventType.ActivityTaskStarted, e => e.ActivityTaskStartedEventAttributes = new() { ScheduledEventId = Activity(id) });
        open["activity start " + id] = LastId;
        return this;
    }

    public HistoryBuilder ActivityCompleted(string id = "1", object? result = null) =>
        Add(EventType.ActivityTaskCompleted, e => e.ActivityTaskCompletedEventAttributes = new()
        {
            ScheduledEventId = Activity(id),
            StartedEventId = ActivityStart(id),
            Result = PayloadsOf(result),
        });

    public HistoryBuilder ActivityFailed(string id = "1", string message = "broken") =>
        Add(EventType.ActivityTaskFailed, e => e.ActivityTaskFailedEventAttributes = new()
        {
            ScheduledEventId = Activity(id),
            StartedEventId = ActivityStart(id),
            Failure = new() { Message = message, ApplicationFailureInfo = new() { Type = "Broken" } },
            RetryState = RetryState.MaximumAttemptsReached,
        });

    public HistoryBuilder ActivityTimedOut(string id = "1") =>
        Add(EventType.ActivityTaskTimedOut, e => e.ActivityTaskTimedOutEventAttributes = new()
        {
            ScheduledEventId = Activity(id),
            StartedEventId = ActivityStart(id),
            Failure = new() { Message = "late", TimeoutFailureInfo = new() { TimeoutType = TimeoutType.StartToClose } },
            RetryState = RetryState.Timeout,
        });

    public HistoryBuilder ActivityCancelRequested(string id = "1") => Add(
        EventType.ActivityTaskCancelRequested,
        e => e.ActivityTaskCancelRequestedEventAttributes = new() { ScheduledEventId = Activity(id) });

    public HistoryBuilder ActivityCanceled(string id = "1") => Add(
        EventType.ActivityTaskCanceled,
        e => e.ActivityTaskCanceledEventAttributes = new() { ScheduledEventId = Activity(id) });

    public HistoryBuilder Marker(RecordMarkerCommandAttributes marker) =>
        Add(EventType.MarkerRecorded, e => e.MarkerRecordedEventAttributes = new()
        {
            MarkerName = marker.MarkerName,
            Details = { marker.Details },
            Failure = marker.Failure,
        });

    public HistoryBuilder Upserted(SearchAttributes attributes) => Add(
        EventType.UpsertWorkflowSearchAttributes,
        e => e.UpsertWorkflowSearchAttributesEventAttributes = new() { SearchAttributes = attributes });

    public HistoryBuilder MemoModified(Memo memo) => Add(
        EventType.WorkflowPropertiesModified,
        e => e.WorkflowPropertiesModifiedEventAttributes = new() { UpsertedMemo = memo });

    public HistoryBuilder Completed(Payloads? result = null) => Add(
        EventType.WorkflowExecutionCompleted,
        e => e.WorkflowExecutionCompletedEventAttributes = new() { Result = result });

    public HistoryBuilder Failed(Failure? failure = null) => Add(
        EventType.WorkflowExecutionFailed,
        e => e.WorkflowExecutionFailedEventAttributes = new() { Failure = failure });

    public HistoryBuilder Canceled() => Add(
        EventType.WorkflowExecutionCanceled, e => e.WorkflowExecutionCanceledEventAttributes = new());

    public HistoryBuilder ContinuedAsNew() => Add(
        EventType.WorkflowExecutionContinuedAsNew, e => e.WorkflowExecutionContinuedAsNewEventAttributes = new());

    public HistoryBuilder Terminated() => Add(
        EventType.WorkflowExecutionTerminated, e => e.WorkflowExecutionTerminatedEventAttributes = new());

    public HistoryBuilder ChildInitiated(string id, string type)
    {
        open["child " + id] = LastId + 1;
        return Add(EventType.StartChildWorkflowExecutionInitiated, e => e.StartChildWorkflowExecutionInitiatedEventAttributes = new()
        {
            WorkflowId = id,
            WorkflowType = new() { Name = type },
        });
    }

    /// <summary>An event that follows up the start of a child.</summary>
    public HistoryBuilder Child(string id, EventType type, object? result = null) => Add(type, e =>
    {
        var initiated = open["child " + id];
        var execution = new WorkflowExecution { WorkflowId = id, RunId = "child-run" };
        switch (type)
        {
            case EventType.StartChildWorkflowExecutionFailed:
                e.StartChildWorkflowExecutionFailedEventAttributes = new()
                {
                    InitiatedEventId = initiated,
                    Cause = StartChildWorkflowExecutionFailedCause.WorkflowAlreadyExists,
                };
                break;
            case EventType.ChildWorkflowExecutionStarted:
                e.ChildWorkflowExecutionStartedEventAttributes = new() { InitiatedEventId = initiated, WorkflowExecution = execution };
                break;
            case EventType.ChildWorkflowExecutionCompleted:
                e.ChildWorkflowExecutionCompletedEventAttributes = new() { InitiatedEventId = initiated, Result = PayloadsOf(result) };
                break;
            case EventType.ChildWorkflowExecutionFailed:
                e.ChildWorkflowExecutionFailedEventAttributes = new()
                {
                    InitiatedEventId = initiated,
                    Failure = new() { Message = "child broken", ApplicationFailureInfo = new() { Type = "Broken" } },
                };
                break;
            case EventType.ChildWorkflowExecutionCanceled:
                e.ChildWorkflowExecutionCanceledEventAttributes = new() { InitiatedEventId = initiated };
                break;
            case EventType.ChildWorkflowExecutionTimedOut:
                e.ChildWorkflowExecutionTimedOutEventAttributes = new() { InitiatedEventId = initiated };
                break;
            default:
                e.ChildWorkflowExecutionTerminatedEventAttributes = new() { InitiatedEventId = initiated };
                break;
        }
    });

    public HistoryBuilder SignalInitiated(string name)
    {
        open["signal"] = LastId + 1;
        return Add(
            EventType.SignalExternalWorkflowExecutionInitiated,
            e => e.SignalExternalWorkflowExecutionInitiatedEventAttributes = new() { SignalName = name });
    }

    public HistoryBuilder SignalDelivered() => Add(
        EventType.ExternalWorkflowExecutionSignaled,
        e => e.ExternalWorkflowExecutionSignaledEventAttributes = new() { InitiatedEventId = open["signal"] });

    public HistoryBuilder SignalFailed() => Add(
        EventType.SignalExternalWorkflowExecutionFailed,
        e => e.SignalExternalWorkflowExecutionFailedEventAttributes = new()
        {
            InitiatedEventId = open["signal"],
            Cause = SignalExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound,
        });

    public HistoryBuilder CancelInitiated(string id)
    {
        open["cancel"] = LastId + 1;
        return Add(
            EventType.RequestCancelExternalWorkflowExecutionInitiated,
            e => e.RequestCancelExternalWorkflowExecutionInitiatedEventAttributes = new() { WorkflowExecution = new() { WorkflowId = id } });
    }

    public HistoryBuilder CancelDelivered() => Add(
        EventType.ExternalWorkflowExecutionCancelRequested,
        e => e.ExternalWorkflowExecutionCancelRequestedEventAttributes = new() { InitiatedEventId = open["cancel"] });

    public HistoryBuilder CancelFailed() => Add(
        EventType.RequestCancelExternalWorkflowExecutionFailed,
        e => e.RequestCancelExternalWorkflowExecutionFailedEventAttributes = new()
        {
            InitiatedEventId = open["cancel"],
            Cause = CancelExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound,
        });

    private long Activity(string id) => open["activity " + id];

    private long ActivityStart(string id) => open.GetValueOrDefault("activity start " + id);
}
