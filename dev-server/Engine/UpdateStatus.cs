namespace DirectedExecution.DevServer.Engine;

internal enum UpdateStatus
{
    /// <summary>Not known to this process; history may know it.</summary>
    None,

    /// <summary>Waits for a workflow task to ride on.</summary>
    Admitted,

    /// <summary>Is with a worker.</summary>
    Sent,

    /// <summary>In history; the workflow works on it.</summary>
    Accepted,

    Ended,
}
