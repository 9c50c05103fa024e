using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// Narrowing the scope. What was not begun stands as skipped; what was directed and not dispatched is withdrawn; what
/// was dispatched is heard out, and what is blocked stays until the one with the authority clears it.
/// </summary>
internal static class ScopeDecider
{
    public static Refusal? Narrow(RunDraft draft, Directive directive, Instruction.NarrowScope narrow)
    {
        var state = draft.State;
        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To narrow the scope takes a reason.");
        }

        var foreign = narrow.Targets.Where(id => state.Charter.FindTarget(id) is null).Select(id => id.Value)
            .Concat(narrow.Steps.Where(id => state.FindStep(id) is null).Select(id => id.Value))
            .ToList();
        if (foreign.Count > 0)
        {
            return new(RefusalCode.OutsideScope, $"Not in the scope to begin with: {string.Join(", ", foreign)}.");
        }

        var before = state.Narrowing ?? Narrowing.None;
        var targets = narrow.Targets.Distinct().Where(id => !before.Targets.Contains(id)).ToValueList();
        var steps = narrow.Steps.Distinct().Where(id => !before.Steps.Contains(id)).ToValueList();
        if (targets.IsEmpty && steps.IsEmpty)
        {
            return new(RefusalCode.NothingToNarrow, "It names nothing that is still in the scope.");
        }

        draft.Add(new RunFact.ScopeNarrowed(directive.Issuer, targets, steps, directive.Reason, draft.Now));
        foreach (var step in draft.State.Steps.Where(one => Narrowing.IsOut(draft.State, one.Id)).ToList())
        {
            Close(draft, step, directive);
        }

        return null;
    }

    /// <summary>The refusal of a step that was taken out, or null.</summary>
    public static Refusal? Barred(RunState state, StepId step) => Narrowing.IsOut(state, step)
        ? new(RefusalCode.OutsideScope, $"{step} was taken out of the scope.")
        : null;

    private static void Close(RunDraft draft, StepState step, Directive directive)
    {
        var note = $"Taken out of the scope by {directive.Issuer}: {directive.Reason}";
        foreach (var attempt in new[] { step.Forward, step.Reversal }.OfType<Attempt>().Where(Attempts.IsUnderWay))
        {
            draft.Add(new RunFact.AttemptWithdrawn(attempt.Id, attempt.Step, note));
        }

        if (StepStatuses.Of(draft.State, step.Id) is StepStatus.Pending or StepStatus.Failed)
        {
            draft.Add(new RunFact.StepSkipped(step.Id, new SkipNote(directive.Issuer, note)));
        }
    }
}
