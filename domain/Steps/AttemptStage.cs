namespace DirectedExecution.Domain.Steps;

/// <summary>Where an attempt stands; see <see cref="AttemptMachine"/>.</summary>
public enum AttemptStage
{
    Directed,
    Prechecking,
    AwaitingGate,
    Rechecking,
    Dispatching,
    Executed,
    FailureReported,
    InDoubt,
    Verifying,
    Unknown,
    Verified,
    Failed,
    Contradicted,
    Mismatched,
    Blocked,
    Accepted,
    Withdrawn,
    Reversed,
    AwaitingReview,
}
