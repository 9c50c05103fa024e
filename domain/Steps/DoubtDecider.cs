using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// The verbs by which humans settle what the run cannot know: verify, reconcile, clear a contradiction.
/// </summary>
internal static class DoubtDecider
{
    public static Refusal? Verify(RunDraft draft, Directive directive, Instruction.Verify verify)
    {
        if (draft.State.FindStep(verify.Step) is not { } step)
        {
            return StepDecider.Outside(draft.State, verify.Step);
        }

        var attempt = new[] { step.Reversal, step.Forward }
            .FirstOrDefault(one => one?.Stage is AttemptStage.Mismatched or AttemptStage.Unknown);
        if (attempt is null)
        {
            return new(
                RefusalCode.NothingToVerify,
                $"{verify.Step} is {StepStatuses.Of(step)}: there is nothing to read again.");
        }

        if (draft.State.Blocks.FirstOrDefault(one =>
            one.Attempt == attempt.Id && one.Kind == BlockKind.BoundaryEffect) is { } crossed)
        {
            return new(
                RefusalCode.RunBlocked,
                $"{crossed.Id} is not read away: {string.Join(" or ", BlockRules.MayClear(draft.State, crossed))} "
                + "clears it.");
        }

        if (step.Reversal is { } reversal && reversal != attempt && AttemptStages.IsOpen(reversal.Stage))
        {
            return new(RefusalCode.StepInProgress, $"{reversal.Id} is under way.");
        }

        draft.Request(attempt.Id, attempt.Stage == AttemptStage.Unknown
            ? ReadingPurpose.Probe
            : ReadingPurpose.AfterAction);
        return null;
    }

    public static Refusal? Reconcile(RunDraft draft, Directive directive, Instruction.Reconcile reconcile)
    {
        if (draft.State.FindAttempt(reconcile.Attempt) is not { } attempt)
        {
            return new(RefusalCode.UnknownAttempt, $"There is no open attempt {reconcile.Attempt}.");
        }

        if (attempt.Stage != AttemptStage.Unknown)
        {
            return new(RefusalCode.NothingToReconcile, $"{attempt.Id} is {attempt.Stage}, not unknown.");
        }

        if (!Authority.ForReconcile(draft.State, attempt).Contains(directive.Issuer))
        {
            return new(RefusalCode.NotInRole, HumanTasks.AssigneeOf(attempt.Action) is { } assignee
                ? $"{assignee} says whether it was done, or somebody who did not direct it, not {directive.Issuer}."
                : $"{directive.Issuer} is neither lead nor approver nor specialist.");
        }

        if (string.IsNullOrWhiteSpace(reconcile.Evidence))
        {
            return new(RefusalCode.EvidenceMissing, "To settle a doubt takes evidence.");
        }

        draft.Add(new RunFact.OutcomeSettled(attempt.Id, reconcile.Outcome, reconcile.Evidence, directive.Issuer));
        if (reconcile.Outcome == ReconciledOutcome.Done)
        {
            draft.Request(attempt.Id, ReadingPurpose.AfterAction);
        }
        else
        {
            draft.Add(new RunFact.AttemptFailed(
                attempt.Id, attempt.Step, $"{directive.Issuer} states that it was not done: {reconcile.Evidence}",
                draft.Now));
        }

        return null;
    }

    public static Refusal? ClearContradiction(RunDraft draft, Directive directive, Instruction.ClearContradiction clear)
    {
        var state = draft.State;
        if (state.OpenInstructionContradictions.FirstOrDefault(one => one.Id == clear.Contradiction) is { } open)
        {
            return InstructionClearing.Clear(draft, directive, clear, open);
        }

        if (state.Contradictions.FirstOrDefault(one => one.Id == clear.Contradiction) is not { } contradiction)
        {
            return new(RefusalCode.UnknownContradiction, $"There is no open contradiction {clear.Contradiction}.");
        }

        if (!Authority.ForContradiction(state, contradiction).Contains(directive.Issuer))
        {
            return new(
                RefusalCode.NotInRole,
                $"{clear.Contradiction} is cleared by "
                + $"{string.Join(" or ", Authority.ForContradiction(state, contradiction))}, "
                + $"not by {directive.Issuer}.");
        }

        if (contradiction.Sides.All(side => side.Source != clear.AcceptedSource))
        {
            return new(RefusalCode.UnknownSource, $"\"{clear.AcceptedSource}\" is no source of {clear.Contradiction}.");
        }

        if (string.IsNullOrWhiteSpace(clear.Statement))
        {
            return new(RefusalCode.ReasonMissing, "To clear a contradiction takes a statement.");
        }

        draft.Add(new RunFact.ContradictionCleared(
            contradiction.Id,
            contradiction.Attempt,
            directive.Issuer,
            new AcceptedSource(contradiction.Fact, clear.AcceptedSource),
            clear.Statement));
        if (draft.State.Contradictions.All(one => one.Attempt != contradiction.Attempt))
        {
            draft.Request(contradiction.Attempt, contradiction.Purpose);
        }

        return null;
    }
}
