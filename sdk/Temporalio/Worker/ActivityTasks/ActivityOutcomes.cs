using Temporalio.Activities;
using Temporalio.Exceptions;

namespace Temporalio.Worker.ActivityTasks;

/// <summary>From the way activity code ended to what is reported. Pure.</summary>
internal static class ActivityOutcomes
{
    /// <summary>The code returned.</summary>
    public static ActivityOutcome Returned(object? result, ActivityCancelReason reason) =>
        NobodyWaits(reason) ? new ActivityOutcome.NobodyWaits(null) : new ActivityOutcome.Completed(result);

    /// <summary>The code threw.</summary>
    /// <param name="exception">What it threw.</param>
    /// <param name="reason">Why its token was set; None when it was not.</param>
    /// <param name="heartbeatFailure">Why a heartbeat could not be converted, if so.</param>
    public static ActivityOutcome Threw(
        Exception exception, ActivityCancelReason reason, Exception? heartbeatFailure)
    {
        if (NobodyWaits(reason))
        {
            return new ActivityOutcome.NobodyWaits(exception);
        }
        if (exception is CompleteAsyncException)
        {
            return new ActivityOutcome.CompletesLater();
        }
        if (exception is not (OperationCanceledException or CanceledFailureException))
        {
            return new ActivityOutcome.Failed(exception);
        }
        return reason switch
        {
            ActivityCancelReason.CancelRequested => new ActivityOutcome.Canceled(exception),
            ActivityCancelReason.Paused => Failed("Activity paused", "ActivityPause", exception),
            ActivityCancelReason.Reset => Failed("Activity reset", "ActivityReset", exception),

            // Retryable, so that the server gives it to another worker at once instead of waiting for a timeout.
            ActivityCancelReason.WorkerShutdown =>
                Failed("Worker is shutting down and this activity did not complete in time", "WorkerShutdown", exception),
            ActivityCancelReason.HeartbeatRecordFailure =>
                new ActivityOutcome.Failed(heartbeatFailure ?? exception),

            // A cancellation that nobody asked for is a failure like any other.
            _ => new ActivityOutcome.Failed(exception),
        };
    }

    private static bool NobodyWaits(ActivityCancelReason reason) =>
        reason is ActivityCancelReason.GoneFromServer or ActivityCancelReason.Timeout;

    private static ActivityOutcome.Failed Failed(string message, string type, Exception inner) =>
        new(new ApplicationFailureException(message, inner, type));
}
