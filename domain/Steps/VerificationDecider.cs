using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Steps;

/// <summary>What the readings after an action say about it.</summary>
internal static class VerificationDecider
{
    /// <summary>Executed: the after-state is as expected, or the run is blocked.</summary>
    public static void AfterAction(RunDraft draft, Attempt attempt, ValueList<Observation> believed)
    {
        if (believed.Any(one => BoundaryReads.IsBoundary(one.Read) && one.Verdict != ObservationVerdict.Met))
        {
            BoundaryCrossed(draft, attempt, believed);
            return;
        }

        if (believed.Any(one => one.Verdict != ObservationVerdict.Met))
        {
            Mismatch(draft, attempt, "The state after is not as expected: " + string.Join("; ", believed
                .Where(one => one.Verdict != ObservationVerdict.Met)
                    .Select(one => $"{one.Source}: {one.Explanation}")));
            return;
        }

        Release(draft, attempt.Id, "The after-state is verified.");
        if (ReviewGates.MustWait(draft, attempt.Id))
        {
            return;
        }

        draft.Add(new RunFact.AttemptVerified(attempt.Id, attempt.Step, draft.Now));
        Reversed(draft, attempt.Id);
    }

    /// <summary>The tool says that nothing was done: believed only while everything is as it was before.</summary>
    public static void AfterFailure(RunDraft draft, Attempt attempt, ValueList<Observation> believed)
    {
        if (believed.All(one => one.Verdict == ObservationVerdict.Met))
        {
            draft.Add(new RunFact.AttemptFailed(
                attempt.Id, attempt.Step, attempt.Report?.Summary ?? "The action failed.", draft.Now));
            return;
        }

        draft.Add(new RunFact.DoubtRemained(
            attempt.Id, "The tool reports that nothing was done, but the state is no longer as it was before."));
    }

    /// <summary>
    /// Unknown: a read that the procedure calls authoritative may say that it was done. That it was not done is never
    /// concluded from a read, because a slow effect may still come; and for an opaque action nothing is concluded at
    /// all.
    /// </summary>
    public static void AfterDoubt(RunDraft draft, Attempt attempt, ActionPlan plan, ValueList<Observation> believed)
    {
        var settling = believed.Where(one => one.Settles).ToValueList();
        if (plan.Class == StepClass.Opaque
            || settling.IsEmpty
            || settling.Any(one => one.Verdict != ObservationVerdict.Met))
        {
            draft.Add(
                new RunFact.DoubtRemained(
                    attempt.Id, $"Whether {attempt.Id} was done is not established by its reads."));
            return;
        }

        draft.Add(new RunFact.OutcomeSettled(
            attempt.Id, ReconciledOutcome.Done, settling[0].Explanation, Read: settling[0].Read));
        AfterAction(draft, attempt, believed);
    }

    // What was seen counts, not what was approved: the effect is there, and a person of the boundary must say so.
    private static void BoundaryCrossed(RunDraft draft, Attempt attempt, ValueList<Observation> believed)
    {
        var wrong = believed.Where(one => one.Verdict != ObservationVerdict.Met).ToList();
        var crossed = wrong.Where(one => BoundaryReads.IsBoundary(one.Read))
            .Select(one => BoundaryReads.Boundary(draft.State, one.Read))
            .ToList();
        Release(draft, attempt.Id, "The state was read again.");
        draft.Block(
            attempt.Id,
            BlockKind.BoundaryEffect,
            $"After {attempt.Id} a boundary is crossed: "
            + string.Join("; ", crossed.Select(boundary => $"{boundary.Id}: {boundary.Statement}"))
            + $" Seen: {string.Join("; ", wrong.Select(one => $"{one.Source}: {one.Explanation}"))}",
            crossed.Select(boundary => boundary.Id).ToValueList());
    }

    public static void Mismatch(RunDraft draft, Attempt attempt, string sentence)
    {
        Release(draft, attempt.Id, "The state was read again.");
        draft.Block(attempt.Id, BlockKind.Mismatch, sentence);
    }

    /// <summary>When the attempt that just closed undid a step, the step is reversed.</summary>
    public static void Reversed(RunDraft draft, AttemptId id)
    {
        if (draft.Attempt(id) is not { Kind: AttemptKind.Reversal } reversal)
        {
            return;
        }

        var forward = draft.State.FindStep(reversal.Step)!.Forward!.Id;
        Release(draft, forward, $"The step was reversed by {id}.");
        draft.Add(new RunFact.StepReversed(reversal.Step, forward, id));
    }

    private static void Release(RunDraft draft, AttemptId attempt, string statement)
    {
        foreach (var block in draft.State.Blocks.Where(one => one.Attempt == attempt).ToList())
        {
            draft.Add(new RunFact.BlockCleared(block.Id, attempt, statement));
        }
    }
}
