using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Steps;

/// <summary>The verbs that begin or close a step: run, skip, reverse.</summary>
internal static class StepDecider
{
    public static Refusal? Run(RunDraft draft, Directive directive, Instruction.RunStep run)
    {
        var state = draft.State;
        if (state.FindStep(run.Step) is not { } stepState)
        {
            return Outside(state, run.Step);
        }

        if (ScopeDecider.Barred(state, run.Step) is { } barred)
        {
            return barred;
        }

        if (BlockedReason.ForStep(state, run.Step) is { } blocked)
        {
            return new(blocked.Code, blocked.Sentence);
        }

        var status = StepStatuses.Of(stepState);
        if (StepStatuses.IsClosed(status) != run.Repeat)
        {
            return run.Repeat
                ? new(RefusalCode.StepNotCompleted, $"{run.Step} is {status}: there is nothing to repeat.")
                : new(RefusalCode.StepAlreadyCompleted, $"{run.Step} is {status}. To do it again, say so: repeat.");
        }

        var step = state.Procedure.FindStep(run.Step)!;
        var arguments = run.Arguments ?? JsonData.EmptyObject;
        return Unmet(state, step)
            ?? DecisionDecider.Bars(state, run.Step)
            ?? ArgumentRules.Check(step, arguments)
            ?? Attempts.Begin(draft, directive, stepState, AttemptKind.Forward, arguments);
    }

    public static Refusal? Skip(RunDraft draft, Directive directive, Instruction.Skip skip)
    {
        var state = draft.State;
        if (state.FindStep(skip.Step) is not { } step)
        {
            return Outside(state, skip.Step);
        }

        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To skip a step takes a reason.");
        }

        if (BlockedReason.ForStep(state, skip.Step)
            is { Code: not (RefusalCode.RunPaused or RefusalCode.StepInProgress) } blocked)
        {
            return new(blocked.Code, blocked.Sentence);
        }

        var status = StepStatuses.Of(step);
        if (StepStatuses.IsClosed(status))
        {
            return new(RefusalCode.StepClosed, $"{skip.Step} is {status}.");
        }

        if (step.Forward is { } attempt && AttemptStages.IsOpen(attempt.Stage))
        {
            if (!Attempts.CanBeWithdrawn(attempt))
            {
                return new(RefusalCode.StepInProgress, $"{attempt.Id} is {attempt.Stage}: its action was dispatched.");
            }

            draft.Add(new RunFact.AttemptWithdrawn(attempt.Id, attempt.Step, $"{directive.Issuer} skips the step."));
        }

        draft.Add(new RunFact.StepSkipped(skip.Step, new SkipNote(directive.Issuer, directive.Reason)));
        return null;
    }

    public static Refusal? Reverse(RunDraft draft, Directive directive, Instruction.Reverse reverse)
    {
        var state = draft.State;
        if (state.FindStep(reverse.Step) is not { } step)
        {
            return Outside(state, reverse.Step);
        }

        if (ScopeDecider.Barred(state, reverse.Step) is { } barred)
        {
            return barred;
        }

        if (BlockedReason.ForStep(state, reverse.Step) is { } blocked && !IsOnlyMismatchOf(state, step))
        {
            return new(blocked.Code, blocked.Sentence);
        }

        if (step.Skipped is not null
            || step.Forward is not { } done
            || done.Stage is not (AttemptStage.Verified or AttemptStage.Accepted or AttemptStage.Mismatched))
        {
            return new(
                RefusalCode.StepNotCompleted,
                $"{reverse.Step} is {StepStatuses.Of(step)}: there is nothing to reverse.");
        }

        var definition = state.Procedure.FindStep(reverse.Step)!;
        if (definition.Reversal is not { } reversal)
        {
            return new(RefusalCode.NotReversible, $"{reverse.Step} cannot be reversed: {definition.Irreversible}");
        }

        if (ReversalWindow.Begun(done) + reversal.Within is { } until && draft.Now > until)
        {
            return new(RefusalCode.ReversalLapsed, $"{reverse.Step} could be reversed until {until:O}.");
        }

        return Attempts.Begin(draft, directive, step, AttemptKind.Reversal, done.Arguments);
    }

    /// <summary>Gives up an attempt that was not dispatched; its step stands as before it was directed.</summary>
    public static Refusal? Withdraw(RunDraft draft, Directive directive, Instruction.WithdrawAttempt withdraw) =>
        GiveUp(draft, directive, withdraw.Attempt);

    /// <summary>Gives up one attempt and begins another step; both or nothing.</summary>
    public static Refusal? Redirect(RunDraft draft, Directive directive, Instruction.Redirect redirect)
    {
        if (draft.State.FindAttempt(redirect.Attempt)?.Step == redirect.To)
        {
            return new(RefusalCode.StepInProgress, $"{redirect.Attempt} is an attempt of {redirect.To} itself.");
        }

        return OfAnother(draft.State, directive, redirect.Attempt)
            ?? GiveUp(draft, directive, redirect.Attempt)
            ?? Run(draft, directive, new Instruction.RunStep(redirect.To, redirect.Arguments));
    }

    // Whoever leads the lane that it goes to was asked for already; what is given up may be another's.
    private static Refusal? OfAnother(RunState state, Directive directive, AttemptId id)
    {
        if (state.Edition is not >= RunEdition.BothLanes || state.FindAttempt(id) is not { } attempt)
        {
            return null;
        }

        var lead = LaneRules.LeadOf(state, LaneRules.Of(state, attempt.Step));
        return directive.Issuer == lead
            ? null
            : new(
                RefusalCode.NotLead,
                $"{directive.Issuer} does not lead what {id} belongs to; {lead} does, and may give it up.");
    }

    // A block or a contradiction is not got rid of by giving up: who clears it stands in its own rules.
    private static Refusal? GiveUp(RunDraft draft, Directive directive, AttemptId id)
    {
        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To give up an attempt takes a reason.");
        }

        if (draft.State.FindAttempt(id) is not { } attempt || AttemptStages.IsClosed(attempt.Stage))
        {
            return new(RefusalCode.UnknownAttempt, $"There is no open attempt {id}.");
        }

        if (!Attempts.IsUnderWay(attempt))
        {
            return AttemptStages.WasDispatched(attempt.Stage)
                ? new(RefusalCode.StepInProgress, $"{id} is {attempt.Stage}: its action was dispatched.")
                : new(
                    attempt.Stage == AttemptStage.Blocked ? RefusalCode.RunBlocked : RefusalCode.Contradicted,
                    $"{id} is {attempt.Stage}; that is cleared first.");
        }

        draft.Add(new RunFact.AttemptWithdrawn(
            id, attempt.Step, $"Given up by {directive.Issuer}: {directive.Reason}"));
        return null;
    }

    // The way out of an after-state that is not as expected may be to undo the step itself.
    private static bool IsOnlyMismatchOf(RunState state, StepState step)
    {
        var lane = LaneRules.Of(state, step.Id);
        bool Concerns(StepId other) => LaneRules.Concerns(state, other, lane);
        return state.Status == RunStatus.Active
            && state.Blocks.All(block => IsItsMismatch(block, step)
                || (!BlockRules.IsRunWide(block.Kind) && !Concerns(block.Step)))
            && state.Attempts().All(attempt =>
                AttemptStages.IsClosed(attempt.Stage) || attempt.Id == step.Forward?.Id || !Concerns(attempt.Step))
            && step.Forward?.Stage == AttemptStage.Mismatched
            && state.Contradictions.All(one => !Concerns(one.Step))
            && state.NoGo is null
            && !Holds.IsReadingBack(state, lane);
    }

    private static bool IsItsMismatch(Block block, StepState step) =>
        BlockRules.IsAfterAction(block.Kind) && block.Attempt == step.Forward?.Id;

    /// <summary>Why a step cannot begin: it is closed, or comes after others.</summary>
    internal static Refusal? NotReady(RunState state, Step step) =>
        StepStatuses.IsClosed(StepStatuses.Of(state, step.Id))
            ? new(RefusalCode.StepAlreadyCompleted, $"{step.Id} is {StepStatuses.Of(state, step.Id)}.")
            : Unmet(state, step);

    private static Refusal? Unmet(RunState state, Step step)
    {
        var missing = step.Requires
            .Where(id => StepStatuses.Of(state, id) is not (StepStatus.Completed or StepStatus.Skipped))
            .ToList();
        return missing.Count == 0
            ? null
            : new(
                RefusalCode.StepNotReady,
                $"{step.Id} comes after {string.Join(", ", missing)}, not completed or skipped yet.");
    }

    internal static Refusal Outside(RunState state, StepId step) =>
        new(RefusalCode.OutsideScope, $"{step} is no step of {state.Procedure.Id} {state.Procedure.Version}.");
}
