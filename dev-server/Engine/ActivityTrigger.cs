namespace DirectedExecution.DevServer.Engine;

internal enum ActivityTrigger
{
    Start,
    Heartbeat,
    Retry,
    Complete,
    Fail,
    Cancel,
    CancelUnstarted,
    TimeOut,
    Pause,
    Unpause,
    Reset,

    /// <summary>A reset that leaves a paused activity paused.</summary>
    ResetPaused,
    ChangeOptions,
}
