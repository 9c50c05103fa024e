using DirectedExecution.Domain.Primitives;
using static DirectedExecution.Domain.Steps.AttemptStage;
using Trigger = DirectedExecution.Domain.Steps.AttemptTrigger;

namespace DirectedExecution.Domain.Steps;

/// <summary>The stages of an attempt as a table. What does not stand here cannot happen.</summary>
public static class AttemptMachine
{
    public static MachineTable<AttemptStage, AttemptTrigger> Table { get; } = new("An attempt", [
        (Directed, Trigger.PrecheckRequested, Prechecking),
        (Directed, Trigger.Blocked, Blocked),

        (Prechecking, Trigger.PrecheckRequested, Prechecking),
        (Prechecking, Trigger.GateOpened, AwaitingGate),
        (Prechecking, Trigger.Dispatched, Dispatching),
        (Prechecking, Trigger.Contradicted, Contradicted),
        (Prechecking, Trigger.Blocked, Blocked),
        (Prechecking, Trigger.Withdrawn, Withdrawn),

        (AwaitingGate, Trigger.RecheckRequested, Rechecking),
        (AwaitingGate, Trigger.Withdrawn, Withdrawn),

        (Rechecking, Trigger.RecheckRequested, Rechecking),
        (Rechecking, Trigger.GateOpened, AwaitingGate),
        (Rechecking, Trigger.Dispatched, Dispatching),
        (Rechecking, Trigger.Contradicted, Contradicted),
        (Rechecking, Trigger.Blocked, Blocked),
        (Rechecking, Trigger.Withdrawn, Withdrawn),

        (Dispatching, Trigger.ReportedExecuted, Executed),
        (Dispatching, Trigger.ReportedFailed, FailureReported),
        (Dispatching, Trigger.ReportedUnknown, InDoubt),

        (Executed, Trigger.VerifyRequested, Verifying),
        (FailureReported, Trigger.VerifyRequested, Verifying),
        (InDoubt, Trigger.VerifyRequested, Verifying),

        (Verifying, Trigger.VerifyRequested, Verifying),
        (Verifying, Trigger.SettledDone, Verifying),
        (Verifying, Trigger.DoubtRemained, Unknown),
        (Verifying, Trigger.Verified, Verified),
        (Verifying, Trigger.Failed, Failed),
        (Verifying, Trigger.Contradicted, Contradicted),
        (Verifying, Trigger.Mismatched, Mismatched),

        (Unknown, Trigger.SettledDone, Executed),
        (Unknown, Trigger.Failed, Failed),
        (Unknown, Trigger.VerifyRequested, Verifying),

        (Contradicted, Trigger.Contradicted, Contradicted),
        (Contradicted, Trigger.PrecheckRequested, Prechecking),
        (Contradicted, Trigger.RecheckRequested, Rechecking),
        (Contradicted, Trigger.VerifyRequested, Verifying),
        (Contradicted, Trigger.Withdrawn, Withdrawn),

        (Mismatched, Trigger.VerifyRequested, Verifying),
        (Mismatched, Trigger.Accepted, Accepted),
        (Mismatched, Trigger.Reversed, Reversed),

        // The ledger that is continued is a copy, and ends here.
        (Directed, Trigger.Lost, Unknown),
        (Prechecking, Trigger.Lost, Unknown),
        (AwaitingGate, Trigger.Lost, Unknown),
        (Rechecking, Trigger.Lost, Unknown),
        (Contradicted, Trigger.Lost, Unknown),

        (Blocked, Trigger.Withdrawn, Withdrawn),
        (Verified, Trigger.Reversed, Reversed),
        (Accepted, Trigger.Reversed, Reversed),

        (AwaitingGate, Trigger.Blocked, Blocked),
        (Verifying, Trigger.GateOpened, AwaitingReview),
        (AwaitingReview, Trigger.VerifyRequested, Verifying),
        (AwaitingReview, Trigger.Mismatched, Mismatched),
    ]);
}
