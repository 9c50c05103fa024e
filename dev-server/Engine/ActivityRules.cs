using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// What happens to a scheduled activity. A start is kept in the state only: its event is written right before the one
/// that ends the activity, so attempts leave no trace in history.
/// </summary>
internal sealed class ActivityRules(EngineCore core)
{
    public void Start(Run run, ActivityState activity, string identity)
    {
        ActivityMachine.Check(activity, ActivityTrigger.Start);
        activity.StartedTime = core.Now.ToStamp();
        activity.Identity = identity;
        activity.RequestId = core.Ids.NewId();
        run.IsChanged = true;
    }

    public void Complete(Run run, ActivityState activity, Payloads? result, string identity)
    {
        if (result is not null && result.CalculateSize() > Limits.BlobBytes)
        {
            Close(run, activity, ActivityTrigger.Fail, startedId => ActivityEvents.Failed(
                activity,
                startedId,
                Failures.Server("Complete result exceeds size limit.", isNonRetryable: true),
                RetryState.NonRetryableFailure,
                identity));
            return;
        }

        Close(
            run, activity, ActivityTrigger.Complete,
            startedId => ActivityEvents.Completed(activity, startedId, result, identity));
    }

    /// <summary>The failure was bigger than allowed when the returned list is not empty.</summary>
    public IReadOnlyList<Failure> Fail(
        Run run, ActivityState activity, Failure failure, Payloads? lastHeartbeat, string identity)
    {
        if (lastHeartbeat is not null)
        {
            activity.HeartbeatDetails = lastHeartbeat;
        }

        var isTooBig = failure.CalculateSize() > Limits.BlobBytes;
        var kept = isTooBig ? Failures.Cut(failure, Limits.BlobBytes) : failure;
        var decision = Decide(activity, kept);
        if (decision.IsRetry)
        {
            Retry(run, activity, kept, decision.Backoff);
        }
        else
        {
            Close(run, activity, ActivityTrigger.Fail, startedId => ActivityEvents.Failed(
                activity, startedId, kept, decision.State, identity));
        }

        return isTooBig ? [Failures.Server("Failure exceeds size limit.", isNonRetryable: true)] : [];
    }

    public void Cancel(Run run, ActivityState activity, Payloads? details, string identity)
    {
        if (activity.CancelRequestedEventId == 0)
        {
            throw RpcError.InvalidArgument("The cancellation of this activity was not requested.");
        }

        Close(
            run, activity, ActivityTrigger.Cancel,
            startedId => ActivityEvents.Canceled(activity, startedId, details, identity));
    }

    /// <summary>Returns whether the activity should stop.</summary>
    public bool Heartbeat(Run run, ActivityState activity, Payloads? details, string identity)
    {
        if (details is not null && details.CalculateSize() > Limits.BlobBytes)
        {
            Close(run, activity, ActivityTrigger.Fail, startedId => ActivityEvents.Failed(
                activity,
                startedId,
                Failures.Server("Heartbeat details exceed size limit.", isNonRetryable: true),
                RetryState.NonRetryableFailure,
                identity));
            return true;
        }

        ActivityMachine.Check(activity, ActivityTrigger.Heartbeat);
        activity.HeartbeatDetails = details;
        activity.LastHeartbeatTime = core.Now.ToStamp();
        run.IsChanged = true;
        return activity.CancelRequestedEventId > 0;
    }

    public void TimeOut(Run run, ActivityState activity, TimeoutType timeoutType)
    {
        var failure = Failures.TimedOut(
            $"activity {timeoutType} timeout", timeoutType, activity.HeartbeatDetails, activity.LastFailure);
        var decision = Decide(activity, failure);
        if (decision.IsRetry)
        {
            failure.TimeoutFailureInfo.LastHeartbeatDetails = null;
            Retry(run, activity, failure, decision.Backoff);
        }
        else
        {
            Close(run, activity, ActivityTrigger.TimeOut, startedId => ActivityEvents.TimedOut(
                activity, startedId, failure, decision.State));
        }
    }

    private RetryDecision Decide(ActivityState activity, Failure failure) => activity.CancelRequestedEventId > 0
        ? new RetryDecision(RetryState.CancelRequested, default)
        : RetryRules.Decide(activity.RetryPolicy, activity.Attempt, failure, core.Now, activity.ExpirationTime.Read());

    private void Retry(Run run, ActivityState activity, Failure failure, TimeSpan backoff)
    {
        ActivityMachine.Check(activity, ActivityTrigger.Retry);
        activity.Attempt++;
        activity.StartedTime = null;
        activity.LastFailure = Failures.Cut(failure, Limits.ActivityFailureBytes);
        activity.LastAttemptCompleteTime = core.Now.ToStamp();
        activity.RetryInterval = backoff.ToSpan();
        activity.ScheduledTime = (core.Now + backoff).ToStamp();
        run.IsChanged = true;
    }

    private void Close(Run run, ActivityState activity, ActivityTrigger trigger, Func<long, HistoryEvent> ending)
    {
        ActivityMachine.Check(activity, trigger);
        run.State.Activities.Remove(activity.ScheduledEventId);
        var startedId = 0L;
        if (activity.StartedTime is not null)
        {
            var started = ActivityEvents.Started(activity);
            run.Record(core.Now, started);
            startedId = started.EventId;
        }

        run.Record(core.Now, ending(startedId));
    }
}
