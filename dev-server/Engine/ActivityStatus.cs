namespace DirectedExecution.DevServer.Engine;

internal enum ActivityStatus
{
    /// <summary>In the queue, or waiting out a retry backoff.</summary>
    Waiting,
    Started,

    /// <summary>Not handed out, and no time limit counts, until someone unpauses it.</summary>
    Paused,

    /// <summary>With a worker, who is told by its next heartbeat; no further attempt begins.</summary>
    PauseRequested,
    Closed,
}
