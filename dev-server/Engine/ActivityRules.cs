using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.History.V1;
using PauseInfo = Temporalio.Api.Workflow.V1.PendingActivityInfo.Types.PauseInfo;

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

    /// <summary>Returns what its worker should know.</summary>
    public HeartbeatNews Heartbeat(Run run, ActivityState activity, Payloads? details, string identity)
    {
        if (details is not null && details.CalculateSize() > Limits.BlobBytes)
        {
            Close(run, activity, ActivityTrigger.Fail, startedId => ActivityEvents.Failed(
                activity,
                startedId,
                Failures.Server("Heartbeat details exceed size limit.", isNonRetryable: true),
                RetryState.NonRetryableFailure,
                identity));
            return new HeartbeatNews(MustStop: true, IsPaused: false, WasReset: false);
        }

        ActivityMachine.Check(activity, ActivityTrigger.Heartbeat);
        activity.HeartbeatDetails = details;
        activity.LastHeartbeatTime = core.Now.ToStamp();
        run.IsChanged = true;
        return new HeartbeatNews(
            activity.CancelRequestedEventId > 0, activity.PauseInfo is not null, activity.WasReset);
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

    /// <summary>One that is paused already stays as it is.</summary>
    public void Pause(Run run, ActivityState activity, string identity, string reason)
    {
        if (activity.PauseInfo is not null)
        {
            return;
        }

        ActivityMachine.Check(activity, ActivityTrigger.Pause);
        activity.PauseInfo = new PauseInfo
        {
            PauseTime = core.Now.ToStamp(),
            Manual = new PauseInfo.Types.Manual { Identity = identity, Reason = reason },
        };
        PauseMarks.Add(run, activity);
    }

    /// <summary>One that is not paused stays as it is, whatever else is asked for it.</summary>
    public void Unpause(
        Run run, ActivityState activity, bool resetsAttempts, bool resetsHeartbeat, TimeSpan jitter)
    {
        if (activity.PauseInfo is null)
        {
            return;
        }

        ActivityMachine.Check(activity, ActivityTrigger.Unpause);
        activity.PauseInfo = null;
        activity.Attempt = resetsAttempts ? 1 : activity.Attempt;
        if (resetsHeartbeat)
        {
            ForgetHeartbeats(activity);
        }

        if (activity.StartedTime is null)
        {
            activity.LastFailure = null;
            PutInQueue(activity, Scattered(jitter));
        }

        PauseMarks.Remove(run, activity);
    }

    /// <summary>
    /// Back to the first attempt. One that is with a worker goes on, and the worker is told; a token of a later attempt
    /// is good for nothing then.
    /// </summary>
    public void Reset(Run run, ActivityState activity, bool resetsHeartbeat, bool keepsPaused, TimeSpan jitter)
    {
        var staysPaused = keepsPaused && ActivityMachine.Of(activity) == ActivityStatus.Paused;
        ActivityMachine.Check(activity, staysPaused ? ActivityTrigger.ResetPaused : ActivityTrigger.Reset);
        activity.Attempt = 1;
        activity.WasReset = true;
        activity.ResetsHeartbeat |= resetsHeartbeat;
        run.IsChanged = true;
        if (staysPaused || activity.StartedTime is not null)
        {
            return;
        }

        activity.LastFailure = null;
        PutInQueue(activity, Scattered(jitter));
        if (activity.PauseInfo is not null)
        {
            activity.PauseInfo = null;
            PauseMarks.Remove(run, activity);
        }
    }

    /// <summary>
    /// New options are in force at once. One that waits for its next attempt waits as long as the new policy says.
    /// </summary>
    public void ChangeOptions(Run run, ActivityState activity, Action<ActivityState> change)
    {
        ActivityMachine.Check(activity, ActivityTrigger.ChangeOptions);
        change(activity);
        run.IsChanged = true;
        if (activity.StartedTime is not null)
        {
            return;
        }

        activity.LastFailure = null;
        if (activity.Attempt > 1 && activity.LastAttemptCompleteTime.Read() is { } ended)
        {
            PutInQueue(activity, ended + RetryRules.Backoff(activity.RetryPolicy, activity.Attempt));
        }
    }

    private DateTimeOffset Scattered(TimeSpan jitter) => core.Now + (jitter * core.Ids.NextUnit());

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
        if (activity.PauseInfo is null)
        {
            PutInQueue(activity, core.Now + backoff);
        }

        run.IsChanged = true;
    }

    /// <summary>The moment at which the present attempt can be taken; what a reset asked for is done by then.</summary>
    private void PutInQueue(ActivityState activity, DateTimeOffset at)
    {
        activity.ScheduledTime = at.ToStamp();
        activity.RetryInterval = (at - (activity.LastAttemptCompleteTime.Read() ?? core.Now)).ToSpan();
        activity.WasReset = false;
        if (activity.ResetsHeartbeat)
        {
            ForgetHeartbeats(activity);
        }
    }

    private static void ForgetHeartbeats(ActivityState activity)
    {
        activity.ResetsHeartbeat = false;
        activity.HeartbeatDetails = null;
        activity.LastHeartbeatTime = null;
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
