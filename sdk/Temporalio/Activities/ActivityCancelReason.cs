namespace Temporalio.Activities;

/// <summary>Why the cancellation token of an activity was set.</summary>
public enum ActivityCancelReason
{
    /// <summary>Not cancelled.</summary>
    None,

    /// <summary>The server no longer knows this attempt: the workflow ended, or the attempt timed out.</summary>
    GoneFromServer,

    /// <summary>The workflow, or a person, asked for cancellation.</summary>
    CancelRequested,

    /// <summary>The attempt passed its own timeout; what it returns is not reported.</summary>
    Timeout,

    /// <summary>The worker shuts down and its graceful period is over.</summary>
    WorkerShutdown,

    /// <summary>The details of a heartbeat could not be converted.</summary>
    HeartbeatRecordFailure,

    /// <summary>The activity was paused on the server.</summary>
    Paused,

    /// <summary>The activity was reset on the server.</summary>
    Reset,
}
