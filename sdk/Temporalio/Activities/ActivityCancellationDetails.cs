namespace Temporalio.Activities;

/// <summary>Everything that is known about why an activity was cancelled; several can hold at once.</summary>
public class ActivityCancellationDetails
{
    /// <summary>Gets a value indicating whether the server no longer knows this attempt.</summary>
    public bool IsGoneFromServer { get; init; }

    /// <summary>Gets a value indicating whether cancellation was asked for.</summary>
    public bool IsCancelRequested { get; init; }

    /// <summary>Gets a value indicating whether the attempt timed out.</summary>
    public bool IsTimedOut { get; init; }

    /// <summary>Gets a value indicating whether the worker shuts down.</summary>
    public bool IsWorkerShutdown { get; init; }

    /// <summary>Gets a value indicating whether the activity was paused.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Gets a value indicating whether the activity was reset.</summary>
    public bool IsReset { get; init; }

    /// <summary>Gets a value indicating whether the details of a heartbeat could not be converted.</summary>
    public bool IsHeartbeatRecordFailure { get; init; }

    /// <summary>Details that say no more than the reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <returns>Details with the one flag set.</returns>
    internal static ActivityCancellationDetails Of(ActivityCancelReason reason) => new()
    {
        IsGoneFromServer = reason == ActivityCancelReason.GoneFromServer,
        IsCancelRequested = reason == ActivityCancelReason.CancelRequested,
        IsTimedOut = reason == ActivityCancelReason.Timeout,
        IsWorkerShutdown = reason == ActivityCancelReason.WorkerShutdown,
        IsPaused = reason == ActivityCancelReason.Paused,
        IsReset = reason == ActivityCancelReason.Reset,
        IsHeartbeatRecordFailure = reason == ActivityCancelReason.HeartbeatRecordFailure,
    };
}
