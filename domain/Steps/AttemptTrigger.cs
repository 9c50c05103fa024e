namespace DirectedExecution.Domain.Steps;

/// <summary>What moves an attempt from stage to stage.</summary>
public enum AttemptTrigger
{
    PrecheckRequested,
    RecheckRequested,
    VerifyRequested,
    GateOpened,
    Dispatched,
    ReportedExecuted,
    ReportedFailed,
    ReportedUnknown,
    SettledDone,
    DoubtRemained,
    Verified,
    Failed,
    Contradicted,
    Blocked,
    Mismatched,
    Accepted,
    Withdrawn,
    Reversed,
    Lost,
}
