using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// Changing the proposed action at its gate. The changed action is resolved, checked against the boundaries, read for,
/// scored and asked about as if it were new; whoever changed it does not decide about it.
/// </summary>
internal static class EditDecider
{
    public static Refusal? Edit(RunDraft draft, Directive directive, Instruction.EditAction edit)
    {
        if (GateVerdicts.Undecided(draft, edit.Gate, out var found) is { } refusal)
        {
            return refusal;
        }

        var gate = found!;
        var attempt = draft.Attempt(gate.Attempt);
        if (GateVerdicts.MayDecide(draft, gate, directive.Issuer, out _) is { } barred)
        {
            return barred;
        }

        if (gate.Place is GatePlacement.PostAction or GatePlacement.Escalation || attempt.Kind == AttemptKind.Reversal)
        {
            return new(
                RefusalCode.ResolutionNotAllowed,
                $"{attempt.Id} was done, or undoes what was done: it can be agreed to or denied, not changed.");
        }

        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To change an action takes a reason.");
        }

        var step = edit.Step ?? attempt.Step;
        var arguments = edit.Arguments ?? (step == attempt.Step ? attempt.Arguments : JsonData.EmptyObject);
        return step == attempt.Step
            ? Arguments(draft, directive, gate, arguments)
            : Other(draft, directive, gate, step, arguments);
    }

    private static Refusal? Arguments(RunDraft draft, Directive directive, Gate gate, JsonData arguments)
    {
        var attempt = draft.Attempt(gate.Attempt);
        var step = draft.State.Procedure.FindStep(attempt.Step)!;
        if (ArgumentRules.Check(step, arguments) is { } bad)
        {
            return bad;
        }

        if (ActionPlans.Resolve(
            draft.State.Charter, step, attempt.Kind, arguments, attempt.IdempotencyKey, out var refusal)
            is not { } plan)
        {
            return refusal;
        }

        if (plan.ActionDigest == attempt.ActionDigest)
        {
            return new(RefusalCode.NothingChanged, "The action is the same as before; approve it or deny it.");
        }

        draft.Add(new RunFact.ActionEdited(
            gate.Id,
            attempt.Id,
            Made(directive, gate, attempt, attempt.Step, arguments, plan.ActionDigest),
            plan.Action));
        var crossed = ScopeRules.Crossed(draft.State, plan);
        if (crossed.IsEmpty)
        {
            draft.Request(attempt.Id, ReadingPurpose.Recheck);
        }
        else
        {
            Attempts.BlockAtBoundary(draft, attempt.Id, crossed);
        }

        return null;
    }

    // Another step meets the gate of that step. One without any gate would be done on the word of one who does not
    // lead.
    private static Refusal? Other(
        RunDraft draft, Directive directive, Gate gate, StepId id, JsonData arguments)
    {
        var attempt = draft.Attempt(gate.Attempt);
        if (draft.State.FindStep(id) is not { } stepState)
        {
            return StepDecider.Outside(draft.State, id);
        }

        var step = draft.State.Procedure.FindStep(id)!;
        if ((StepDecider.NotReady(draft.State, step) ?? DecisionDecider.Bars(draft.State, id)) is { } notReady)
        {
            return notReady;
        }

        if (step.Gate is null)
        {
            return new(
                RefusalCode.ResolutionNotAllowed,
                $"{id} has no gate: only the lead can direct it, as a step of its own.");
        }

        if (ArgumentRules.Check(step, arguments) is { } bad)
        {
            return bad;
        }

        draft.Add(new RunFact.AttemptWithdrawn(
            attempt.Id, attempt.Step, $"{directive.Issuer} changed it into {id}: {directive.Reason}"));
        return BlockedReason.ForStep(draft.State, id) is { } blocked
            ? new(blocked.Code, blocked.Sentence)
            : Attempts.Begin(
                draft, directive, stepState, AttemptKind.Forward, arguments, attempt,
                digest => Made(directive, gate, attempt, id, arguments, digest));
    }

    private static ActionEdit Made(
        Directive directive, Gate gate, Attempt attempt, StepId step, JsonData arguments, Digest action) => new(
        gate.Id, directive.Issuer, directive.Reason!, attempt.Step, step, attempt.Arguments, arguments,
        attempt.ActionDigest, action, gate.Policy);
}
