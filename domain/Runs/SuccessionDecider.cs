using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// What a successor makes of the attempts that it finds. Nobody can hear any more what the predecessor had in flight:
/// its outcome is unknown, and it is never dispatched again.
/// </summary>
internal static class SuccessionDecider
{
    public static void PickUp(RunDraft draft)
    {
        foreach (var attempt in draft.State.Attempts().ToList())
        {
            if (attempt.Stage == AttemptStage.Dispatching)
            {
                ReportDecider.Accept(draft, attempt.Id, new ActionReport(
                    ActionOutcome.Unknown, "The predecessor run ended while the action was in flight."));
            }
            else if (attempt.Stage == AttemptStage.Verifying)
            {
                draft.Request(attempt.Id, attempt.Purpose ?? ReadingPurpose.Probe);
            }
        }
    }

    /// <summary>
    /// The same from a copy, which may break off between any two entries: what was begun is finished where the entries
    /// say how, and is unknown where they do not.
    /// </summary>
    public static void PickUpCopy(RunDraft draft)
    {
        PickUp(draft);
        foreach (var attempt in draft.State.Attempts().ToList())
        {
            PickUpCopy(draft, attempt);
        }
    }

    private static void PickUpCopy(RunDraft draft, Attempt attempt)
    {
        switch (attempt.Stage)
        {
            case AttemptStage.Directed or AttemptStage.Prechecking or AttemptStage.AwaitingGate
                or AttemptStage.Rechecking:
            case AttemptStage.Contradicted when Attempts.CanBeWithdrawn(attempt):
                draft.Add(new RunFact.AttemptLost(
                    attempt.Id, attempt.Step,
                    $"The copy ends while {attempt.Id} is {attempt.Stage}; it may have been dispatched after."));
                break;
            case AttemptStage.Executed:
                draft.Request(attempt.Id, ReadingPurpose.AfterAction);
                break;
            case AttemptStage.FailureReported:
                draft.Request(attempt.Id, ReadingPurpose.FailureCheck);
                break;
            case AttemptStage.InDoubt:
                draft.Request(attempt.Id, ReadingPurpose.Probe);
                break;
            case AttemptStage.Contradicted when draft.State.Contradictions.All(one => one.Attempt != attempt.Id):
                draft.Request(attempt.Id, attempt.Purpose!.Value);
                break;
            case AttemptStage.Blocked when draft.State.Blocks.All(block => block.Attempt != attempt.Id):
                draft.Add(new RunFact.AttemptWithdrawn(
                    attempt.Id, attempt.Step, "Its block was cleared; nothing was done."));
                break;
            case AttemptStage.Verified or AttemptStage.Accepted when IsReversalNotBooked(draft.State, attempt):
                VerificationDecider.Reversed(draft, attempt.Id);
                break;
            default:
                break;
        }
    }

    private static bool IsReversalNotBooked(RunState state, Attempt attempt) =>
        attempt.Kind == AttemptKind.Reversal
        && state.FindStep(attempt.Step)!.Forward is { Stage: not AttemptStage.Reversed };
}
