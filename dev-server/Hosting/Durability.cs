namespace DirectedExecution.DevServer.Hosting;

/// <summary>What an acknowledged write survives.</summary>
public enum Durability
{
    /// <summary>
    /// The death of the process and the loss of power: each commit reaches the disk (SQLite synchronous=FULL).
    /// </summary>
    PowerLoss,

    /// <summary>
    /// The death of the process; a loss of power may take the last commits (SQLite synchronous=NORMAL). Faster.
    /// </summary>
    ProcessDeath,
}
