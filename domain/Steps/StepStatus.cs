namespace DirectedExecution.Domain.Steps;

/// <summary>Where a step stands, in the words of the ledger (R5).</summary>
public enum StepStatus
{
    Pending,
    InProgress,
    AwaitingGate,
    Blocked,
    Failed,
    Unknown,
    Contradicted,
    Completed,
    Reversed,
    Skipped,
}
