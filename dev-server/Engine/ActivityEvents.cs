using DirectedExecution.DevServer.Engine.State;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>The events that end an activity, and the late one that says it was started.</summary>
internal static class ActivityEvents
{
    private const string NotStarted = "ACTIVITY_ID_NOT_STARTED";

    /// <summary>Carries the time of the start, however long ago that was.</summary>
    public static HistoryEvent Started(ActivityState activity) => new()
    {
        EventType = EventType.ActivityTaskStarted,
        EventTime = activity.StartedTime,
        ActivityTaskStartedEventAttributes = new ActivityTaskStartedEventAttributes
        {
            ScheduledEventId = activity.ScheduledEventId,
            Identity = activity.Identity,
            RequestId = activity.RequestId,
            Attempt = activity.Attempt,
            LastFailure = activity.LastFailure,
        },
    };

    public static HistoryEvent Completed(ActivityState activity, long startedId, Payloads? result, string identity) =>
        new()
    {
        EventType = EventType.ActivityTaskCompleted,
        ActivityTaskCompletedEventAttributes = new ActivityTaskCompletedEventAttributes
        {
            Result = result,
            ScheduledEventId = activity.ScheduledEventId,
            StartedEventId = startedId,
            Identity = identity,
        },
    };

    public static HistoryEvent Failed(
        ActivityState activity, long startedId, Failure failure, RetryState retryState, string identity) => new()
        {
            EventType = EventType.ActivityTaskFailed,
            ActivityTaskFailedEventAttributes = new ActivityTaskFailedEventAttributes
            {
                Failure = failure,
                ScheduledEventId = activity.ScheduledEventId,
                StartedEventId = startedId,
                Identity = identity,
                RetryState = retryState,
            },
        };

    public static HistoryEvent TimedOut(
        ActivityState activity, long startedId, Failure failure, RetryState retryState) => new()
    {
        EventType = EventType.ActivityTaskTimedOut,
        ActivityTaskTimedOutEventAttributes = new ActivityTaskTimedOutEventAttributes
        {
            Failure = failure,
            ScheduledEventId = activity.ScheduledEventId,
            StartedEventId = startedId,
            RetryState = retryState,
        },
    };

    public static HistoryEvent Canceled(ActivityState activity, long startedId, Payloads? details, string identity) =>
        new()
    {
        EventType = EventType.ActivityTaskCanceled,
        ActivityTaskCanceledEventAttributes = new ActivityTaskCanceledEventAttributes
        {
            Details = details,
            LatestCancelRequestedEventId = activity.CancelRequestedEventId,
            ScheduledEventId = activity.ScheduledEventId,
            StartedEventId = startedId,
            Identity = identity,
        },
    };

    public static HistoryEvent CanceledUnstarted(ActivityState activity, string identity) =>
        Canceled(activity, 0, Json($"\"{NotStarted}\""), identity);

    public static Payloads Json(string text) => new()
    {
        Payloads_ =
        {
            new Payload
            {
                Data = ByteString.CopyFromUtf8(text),
                Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
            },
        },
    };
}
