using DirectedExecution.DevServer.Engine.Commands;
using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// Builds the state of a run from its events, as it was when the last of them was written. What leaves no event (polls,
/// attempts, heartbeats, stickiness) is not there.
/// </summary>
internal sealed class RunReplay(Run run)
{
    private readonly SortedDictionary<long, HistoryEvent> unanswered = [];

    private RunState State => run.State;

    /// <summary>Children that were to be started and of which nothing more is known.</summary>
    public IEnumerable<HistoryEvent> UnansweredChildren => unanswered.Values.Where(
        initiated => initiated.StartChildWorkflowExecutionInitiatedEventAttributes is not null);

    /// <summary>Signals and cancel requests to others of which nothing more is known.</summary>
    public IEnumerable<HistoryEvent> UnansweredExternals => unanswered.Values.Where(
        initiated => initiated.StartChildWorkflowExecutionInitiatedEventAttributes is null);

    public void Apply(HistoryEvent read)
    {
        State.NextEventId = read.EventId + 1;
        State.HistorySizeBytes += read.CalculateSize();
        ApplyToTask(read);
        ApplyToActivity(read);
        ApplyToTimer(read);
        ApplyToChild(read);
        ApplyToExternal(read);
        ApplyToUpdate(read);
        ApplyToRun(read);
    }

    private void ApplyToTask(HistoryEvent read)
    {
        switch (read.EventType)
        {
            case EventType.WorkflowTaskScheduled:
                var scheduled = read.WorkflowTaskScheduledEventAttributes;
                State.WorkflowTask = new WorkflowTaskState
                {
                    IsWritten = true,
                    ScheduledEventId = read.EventId,
                    Attempt = scheduled.Attempt,
                    TaskQueue = scheduled.TaskQueue,
                    ScheduledTime = read.EventTime,
                    OriginalScheduledTime = read.EventTime,
                    StartToCloseTimeout = scheduled.StartToCloseTimeout,
                };
                break;
            case EventType.WorkflowTaskStarted:
                var started = read.WorkflowTaskStartedEventAttributes;
                State.WorkflowTask.StartedEventId = read.EventId;
                State.WorkflowTask.StartedTime = read.EventTime;
                State.WorkflowTask.Identity = started.Identity;
                State.WorkflowTask.RequestId = started.RequestId;
                State.WorkflowTask.SuggestContinueAsNew = started.SuggestContinueAsNew;
                State.WorkflowTask.HistorySizeBytes = started.HistorySizeBytes;
                State.WorkflowTask.WorkerVersion = WorkerStamps.Of(started);
                break;
            case EventType.WorkflowTaskCompleted:
                State.PreviousStartedEventId = State.WorkflowTask.StartedEventId;
                State.WorkflowTask = null;
                State.WorkerVersion = WorkerStamps.Of(read.WorkflowTaskCompletedEventAttributes);
                ResetPointRules.Note(
                    run, State.WorkerVersion?.BuildId ?? string.Empty, read.EventTime.ToDateTimeOffset());
                break;
            case EventType.WorkflowTaskFailed or EventType.WorkflowTaskTimedOut:
                State.WorkflowTask = null;
                break;
            default:
                break;
        }
    }

    private void ApplyToActivity(HistoryEvent read)
    {
        if (read.ActivityTaskScheduledEventAttributes is { } scheduled)
        {
            State.Activities[read.EventId] = ScheduleActivityCommand.NewState(
                read.EventTime.ToDateTimeOffset(), read.EventId, scheduled);
        }
        else if (read.ActivityTaskCancelRequestedEventAttributes is { } canceled &&
            State.Activities.TryGetValue(canceled.ScheduledEventId, out var activity))
        {
            activity.CancelRequestedEventId = read.EventId;
        }
        else
        {
            State.Activities.Remove(EventFacts.EndedActivity(read));
        }
    }

    private void ApplyToTimer(HistoryEvent read)
    {
        switch (read.EventType)
        {
            case EventType.TimerStarted:
                var started = read.TimerStartedEventAttributes;
                State.Timers[started.TimerId] = new TimerState
                {
                    StartedEventId = read.EventId,
                    FireTime = (read.EventTime.ToDateTimeOffset() + started.StartToFireTimeout.Read()).ToStamp(),
                };
                break;
            case EventType.TimerFired:
                State.Timers.Remove(read.TimerFiredEventAttributes.TimerId);
                break;
            case EventType.TimerCanceled:
                State.Timers.Remove(read.TimerCanceledEventAttributes.TimerId);
                break;
            default:
                break;
        }
    }

    private void ApplyToChild(HistoryEvent read)
    {
        if (read.StartChildWorkflowExecutionInitiatedEventAttributes is { } initiated)
        {
            State.Children[read.EventId] = StartChildCommand.NewState(read.EventId, initiated);
            unanswered[read.EventId] = read;
        }
        else if (read.ChildWorkflowExecutionStartedEventAttributes is { } started)
        {
            unanswered.Remove(started.InitiatedEventId);
            State.Children[started.InitiatedEventId].StartedEventId = read.EventId;
            State.Children[started.InitiatedEventId].RunId = started.WorkflowExecution.RunId;
        }
        else
        {
            var ended = read.StartChildWorkflowExecutionFailedEventAttributes?.InitiatedEventId ??
                ChildEvents.InitiatedIdOfEnd(read);
            unanswered.Remove(ended);
            State.Children.Remove(ended);
        }
    }

    private void ApplyToExternal(HistoryEvent read)
    {
        switch (read.EventType)
        {
            case EventType.SignalExternalWorkflowExecutionInitiated or
                EventType.RequestCancelExternalWorkflowExecutionInitiated:
                unanswered[read.EventId] = read;
                break;
            case EventType.ExternalWorkflowExecutionSignaled:
                unanswered.Remove(read.ExternalWorkflowExecutionSignaledEventAttributes.InitiatedEventId);
                break;
            case EventType.SignalExternalWorkflowExecutionFailed:
                unanswered.Remove(read.SignalExternalWorkflowExecutionFailedEventAttributes.InitiatedEventId);
                break;
            case EventType.ExternalWorkflowExecutionCancelRequested:
                unanswered.Remove(read.ExternalWorkflowExecutionCancelRequestedEventAttributes.InitiatedEventId);
                break;
            case EventType.RequestCancelExternalWorkflowExecutionFailed:
                unanswered.Remove(read.RequestCancelExternalWorkflowExecutionFailedEventAttributes.InitiatedEventId);
                break;
            default:
                break;
        }
    }

    private void ApplyToUpdate(HistoryEvent read)
    {
        switch (read.EventType)
        {
            case EventType.WorkflowExecutionUpdateAdmitted:
                Update(read.WorkflowExecutionUpdateAdmittedEventAttributes.Request.Meta.UpdateId)
                    .AdmittedEventId = read.EventId;
                break;
            case EventType.WorkflowExecutionUpdateAccepted:
                Update(read.WorkflowExecutionUpdateAcceptedEventAttributes.ProtocolInstanceId)
                    .AcceptedEventId = read.EventId;
                break;
            case EventType.WorkflowExecutionUpdateCompleted:
                Update(read.WorkflowExecutionUpdateCompletedEventAttributes.Meta.UpdateId)
                    .CompletedEventId = read.EventId;
                break;
            default:
                break;
        }
    }

    private UpdateState Update(string updateId)
    {
        if (!State.Updates.TryGetValue(updateId, out var known))
        {
            State.Updates[updateId] = known = new UpdateState();
        }

        return known;
    }

    private void ApplyToRun(HistoryEvent read)
    {
        switch (read.EventType)
        {
            case EventType.WorkflowExecutionSignaled:
                run.NoteSignal(read.WorkflowExecutionSignaledEventAttributes.RequestId);
                break;
            case EventType.WorkflowExecutionCancelRequested:
                State.CancelRequested = true;
                break;
            case EventType.UpsertWorkflowSearchAttributes:
                PayloadMaps.MergeSearchAttributes(
                    State.SearchAttributes.IndexedFields,
                    read.UpsertWorkflowSearchAttributesEventAttributes.SearchAttributes.IndexedFields);
                break;
            case EventType.WorkflowExecutionOptionsUpdated:
                WorkflowOptions.Apply(State, read.WorkflowExecutionOptionsUpdatedEventAttributes);
                break;
            case EventType.WorkflowPropertiesModified:
                PayloadMaps.MergeMemo(
                    State.Memo.Fields, read.WorkflowPropertiesModifiedEventAttributes.UpsertedMemo.Fields);
                break;
            default:
                break;
        }
    }
}
