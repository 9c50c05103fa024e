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
}
