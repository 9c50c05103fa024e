using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// Taking an approval back. What it was given for is given up as well: the next try reads, and asks, anew.
/// </summary>
internal static class RevocationDecider
{
    public static Refusal? Revoke(RunDraft draft, Directive directive, Instruction.RevokeApproval revoke)
    {
        if (draft.State.FindGate(revoke.Gate) is not { } gate)
        {
            return new(
                RefusalCode.UnknownGate, $"There is no gate {revoke.Gate} whose approval is not used yet.");
        }

        // At a gate that several must agree at, each of them may: with one voice less it was not what they agreed to.
        var voices = gate.Approval is { } last ? gate.Voices.Add(last) : gate.Voices;
        if (voices.IsEmpty)
        {
            return new(RefusalCode.NothingToRevoke, $"{gate.Id} is not approved.");
        }

        if (voices.All(voice => voice.By != directive.Issuer))
        {
            var people = string.Join(" and ", voices.Select(voice => voice.By).Distinct());
            return new(RefusalCode.NotInRole, $"{gate.Id} was approved by {people}, not by {directive.Issuer}.");
        }

        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To take an approval back takes a reason.");
        }

        var attempt = draft.Attempt(gate.Attempt);
        if (!Attempts.CanBeWithdrawn(attempt))
        {
            return new(RefusalCode.StepInProgress, $"{attempt.Id} is {attempt.Stage}: its action was dispatched.");
        }

        draft.Add(new RunFact.ApprovalRevoked(gate.Id, attempt.Id, directive.Issuer, directive.Reason));
        draft.Add(new RunFact.AttemptWithdrawn(
            attempt.Id, attempt.Step, $"{directive.Issuer} took the approval back: {directive.Reason}"));
        return null;
    }
}
