namespace DirectedExecution.DevServer.Engine;

/// <summary>Where a query is on its way.</summary>
internal enum QueryStage
{
    /// <summary>Waits for the next workflow task to be started, or for there to be none.</summary>
    Buffered,

    /// <summary>Rides on the started workflow task.</summary>
    OnTask,

    /// <summary>Waits in a task queue as a task of its own.</summary>
    Queued,

    /// <summary>With a worker as a task of its own.</summary>
    Sent,
}
