namespace DirectedExecution.DevServer.Engine;

internal enum ActivityStatus
{
    /// <summary>In the queue, or waiting out a retry backoff.</summary>
    Waiting,
    Started,
    Closed,
}
