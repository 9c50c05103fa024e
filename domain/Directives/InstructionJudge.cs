using System.Globalization;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Directives;

/// <summary>Judges a directive against what happened since the head that it was decided on.</summary>
internal static class InstructionJudge
{
    /// <summary>How many entries the issuer had not seen, when the directive says what they saw.</summary>
    public static long Behind(RunState state, Directive directive) =>
        state.Edition >= RunEdition.Heads && directive.DecidedOn is { } head ? state.Head.Sequence - head.Sequence : 0;

    /// <summary>Why the directive comes too late, or null.</summary>
    public static Refusal? Stale(RunState state, Directive directive)
    {
        if (Behind(state, directive) == 0)
        {
            return null;
        }

        var rests = TouchRules.RestsOn(directive.Instruction, state).ToHashSet(StringComparer.Ordinal);
        var seen = directive.DecidedOn!.Sequence;
        return (state.Trail ?? Trail.Empty).Touches
            .Where(touch => touch.Sequence > seen && rests.Contains(touch.Subject))
            .MaxBy(touch => touch.Sequence) is { } last
            ? new(
                RefusalCode.StaleHead,
                $"It was decided on entry {seen}; since then entry {last.Sequence} ({last.Fact}) changed "
                + $"{last.Subject}. Look again and direct anew.")
            : null;
    }

    /// <summary>
    /// The contradiction that the directive makes with what somebody else instructed, or null. A guard may have barred
    /// it already: only a lead who did not know of the change of lead is heard all the same.
    /// </summary>
    public static InstructionContradiction? Contradicted(RunDraft draft, Directive directive, Refusal? barred)
    {
        var state = draft.State;
        if (state.Edition is null
            || barred is not (null or { Code: RefusalCode.StaleEpoch })
            || StanceRules.Of(directive.Instruction) is not var (subject, word)
            || state.Trail?.Stances.FirstOrDefault(one => one.Subject == subject) is not { } first
            || first.Issuer == directive.Issuer
            || first.Word == word
            || IsTakenBack(state, first)
            || !StanceRules.HasASay(state, directive)
            || !(IsUnaware(directive, first) || IsDenialOfWhatPassed(state, directive)))
        {
            return null;
        }

        var number = (state.Counters.Contradictions + 1).ToString(CultureInfo.InvariantCulture);
        return new(
            new ContradictionId($"c{number}"),
            subject,
            new InstructionSide(first.Issuer, first.Directive, first.Word, WasAccepted: true),
            new InstructionSide(directive.Issuer, directive.Id, word, WasAccepted: false),
            draft.Now);
    }

    // A lead who takes a request back has contradicted nobody.
    private static bool IsTakenBack(RunState state, Stance first) =>
        first.Word == StanceRules.Deny && first.Issuer == state.Lead;

    // An instruction that says what its issuer had seen; one that does not cannot be told to have been unaware.
    private static bool IsUnaware(Directive directive, Stance first) =>
        directive.DecidedOn is { } seen && seen.Sequence < first.Sequence;

    // "No" to what was approved and is not dispatched yet is no late voice: one of the two is wrong.
    private static bool IsDenialOfWhatPassed(RunState state, Directive directive) =>
        directive.Instruction is Instruction.Deny deny
        && state.FindGate(deny.Gate) is { Approval: not null } gate
        && state.FindAttempt(gate.Attempt) is { } attempt && !AttemptStages.WasDispatched(attempt.Stage);
}
