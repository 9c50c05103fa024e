using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Directives;

/// <summary>
/// A named human says which of two instructions is meant. That lifts the hold and nothing else: what was directed, is
/// not dispatched and goes against it is withdrawn; everything else takes a directive of its own.
/// </summary>
internal static class InstructionClearing
{
    public static Refusal? Clear(
        RunDraft draft, Directive directive, Instruction.ClearContradiction clear, InstructionContradiction open)
    {
        var authority = Authority.ForInstructions(draft.State, open);
        if (!authority.Contains(directive.Issuer))
        {
            return new(
                RefusalCode.NotInRole,
                $"{open.Id} is cleared by {string.Join(" or ", authority)}, not by {directive.Issuer}.");
        }

        var meant = new[] { open.First, open.Second }
            .FirstOrDefault(side => side.Issuer.Value == clear.AcceptedSource);
        if (meant is null)
        {
            return new(
                RefusalCode.UnknownSource,
                $"\"{clear.AcceptedSource}\" is no side of {open.Id}: "
                + $"name {open.First.Issuer} or {open.Second.Issuer}.");
        }

        if (string.IsNullOrWhiteSpace(clear.Statement))
        {
            return new(RefusalCode.ReasonMissing, "To clear a contradiction takes a statement.");
        }

        draft.Add(new RunFact.InstructionsCleared(open.Id, directive.Issuer, meant.Issuer, clear.Statement));
        if (meant.Word is StanceRules.Deny or StanceRules.Skip && Against(draft.State, open) is { } attempt)
        {
            draft.Add(new RunFact.AttemptWithdrawn(
                attempt.Id, attempt.Step, $"{meant.Issuer} says {meant.Word}: {clear.Statement}"));
        }

        draft.Rehydrate();
        return null;
    }

    private static Attempt? Against(RunState state, InstructionContradiction open) => state.Attempts()
        .Where(Attempts.CanBeWithdrawn)
        .FirstOrDefault(attempt => Subjects.Step(attempt.Step) == open.Subject
            || state.Gates.Any(gate => gate.Attempt == attempt.Id && Subjects.Gate(gate.Id) == open.Subject));
}
