using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Risk;

/// <summary>Another policy in a running run: whatever waits or was approved and not done is judged anew.</summary>
internal static class PolicyDecider
{
    /// <summary>Not by the lead: who directs the actions does not choose the bar that they have to clear.</summary>
    public static Refusal? Adopt(RunDraft draft, Directive directive, Instruction.AdoptPolicy adopt)
    {
        var state = draft.State;
        if (directive.Issuer == state.Lead)
        {
            return new(RefusalCode.SelfApproval, $"{state.Lead} leads the run and does not choose its risk policy.");
        }

        if (!state.Charter.Roles.TakeoverAuthority.Contains(directive.Issuer))
        {
            return new(RefusalCode.NotInRole, $"{directive.Issuer} has no takeover authority in the charter.");
        }

        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To put another policy in force takes a reason.");
        }

        if (PolicyLint.Check(adopt.Policy, state.Charter, state.Procedure) is [var fault, ..])
        {
            return new(RefusalCode.InvalidDocument, $"{fault.Field}: {fault.Sentence}");
        }

        var digest = Digest.Of(adopt.Policy);
        if (digest == state.PolicyDigest)
        {
            return new(RefusalCode.NothingChanged, $"The policy {adopt.Policy.Id} {adopt.Policy.Version} is in force.");
        }

        draft.Add(new RunFact.PolicyAdopted(directive.Issuer, adopt.Policy, digest, directive.Reason));
        foreach (var gate in draft.State.Gates.Where(IsWaiting).ToList())
        {
            GateDecider.Renew(draft, gate, $"The risk policy is {adopt.Policy.Id} {adopt.Policy.Version} now.");
        }

        // Readings under way were asked for before the audit store was: they are asked for anew, after it.
        draft.Rehydrate();
        return null;
    }

    private static bool IsWaiting(Gate gate) => !gate.IsPassed && gate.Place != GatePlacement.Escalation;
}
