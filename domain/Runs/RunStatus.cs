namespace DirectedExecution.Domain.Runs;

/// <summary>
/// Where a run stands as a whole. Holds (contradiction, block, takeover) are separate: see the blocked reason.
/// </summary>
public enum RunStatus
{
    NotOpened,
    AwaitingConfirmation,
    Active,
    Paused,
    Stopped,
    Completed,
}
