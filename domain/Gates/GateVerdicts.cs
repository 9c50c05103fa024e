using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Gates;

/// <summary>Approve, deny, delay. One rule for all of them on who may, when, and with which reason.</summary>
internal static class GateVerdicts
{
    /// <summary>A decision may be put off, and a delegation may last, so long.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    public static Refusal? Approve(RunDraft draft, Directive directive, Instruction.Approve approve)
    {
        if (Undecided(draft, approve.Gate, out var found) is { } refusal)
        {
            return refusal;
        }

        var gate = found!;
        if (gate.Place == GatePlacement.Escalation)
        {
            return new(
                RefusalCode.ResolutionNotAllowed, $"{gate.Id} asks for a decision, not for an approval: decide it.");
        }

        if (MayDecide(draft, gate, directive.Issuer, out var seat) is { } barred)
        {
            return barred;
        }

        if (approve.Packet is { } seen && seen != gate.PacketDigest)
        {
            return new(RefusalCode.DigestMismatch, $"The evidence that was seen is not the evidence of {gate.Id}.");
        }

        var approval = new GateApproval(
            directive.Issuer, directive.Id, approve.Comment ?? directive.Reason,
            seat == directive.Issuer ? null : seat, approve.Confidence, approve.Until, approve.Provided);
        if (IsReady(draft, gate, approval) is { } notReady)
        {
            return notReady;
        }

        Count(draft, gate, approval);
        return null;
    }

    /// <summary>An approver says no; or the lead takes the request back, where nothing was done yet.</summary>
    public static Refusal? Deny(RunDraft draft, Directive directive, Instruction.Deny deny)
    {
        if (Undecided(draft, deny.Gate, out var found) is { } refusal)
        {
            return refusal;
        }

        var gate = found!;
        if (gate.Place == GatePlacement.Escalation)
        {
            return new(
                RefusalCode.ResolutionNotAllowed, $"{gate.Id} asks for a decision, not for an approval: decide it.");
        }

        var takesBack = directive.Issuer == draft.State.Lead && gate.Place != GatePlacement.PostAction;
        if (!takesBack && MayDecide(draft, gate, directive.Issuer, out _) is { } barred)
        {
            return barred;
        }

        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To deny takes a reason.");
        }

        draft.Add(new RunFact.GateDenied(gate.Id, gate.Attempt, directive.Issuer, directive.Reason));
        GateDecider.Abandon(draft, gate, $"Denied by {directive.Issuer}: {directive.Reason}");
        return null;
    }

    public static Refusal? Delay(RunDraft draft, Directive directive, Instruction.Delay delay)
    {
        if (Undecided(draft, delay.Gate, out var found) is { } refusal)
        {
            return refusal;
        }

        var gate = found!;
        if (MayDecide(draft, gate, directive.Issuer, out _) is { } barred)
        {
            return barred;
        }

        if (gate.Place == GatePlacement.Escalation)
        {
            return new(RefusalCode.ResolutionNotAllowed, $"The run is stuck at {gate.Id}: that is not put off.");
        }

        if (string.IsNullOrWhiteSpace(directive.Reason))
        {
            return new(RefusalCode.ReasonMissing, "To put a decision off takes a reason.");
        }

        if ((delay.Until is null) == (delay.For is null)
            || delay.For <= TimeSpan.Zero
            || delay.For > Longest
            || (delay.Until ?? draft.Now + delay.For!.Value) is var until
                && (until <= draft.Now || until > draft.Now + Longest))
        {
            return new(
                RefusalCode.TimeNotAllowed,
                $"Say either until when or for how long, in the future, {Longest.TotalDays} days at most.");
        }

        draft.Add(new RunFact.GateDelayed(
            gate.Id, gate.Attempt, directive.Issuer, delay.Until ?? draft.Now + delay.For!.Value, directive.Reason));
        return null;
    }

    /// <summary>The gate, when it is there, not passed and not over.</summary>
    public static Refusal? Undecided(RunDraft draft, GateId id, out Gate? gate)
    {
        gate = draft.State.FindGate(id);
        if (gate is null)
        {
            return new(RefusalCode.UnknownGate, $"There is no open gate {id}.");
        }

        if (gate.Approval is { } approval)
        {
            return new(RefusalCode.GateNotOpen, $"{id} was already approved by {approval.By}.");
        }

        if (gate.PassedBecause is { } because)
        {
            return new(RefusalCode.GateNotOpen, $"{id} was passed: {because}");
        }

        return gate.DelayedUntil is null && gate.ExpiresAt <= draft.Now
            ? new(RefusalCode.GateExpired, $"{id} ran out at {gate.ExpiresAt:O}.")
            : null;
    }

    /// <summary>In his own right or by delegation, and nobody else holds the gate.</summary>
    public static Refusal? MayDecide(RunDraft draft, Gate gate, PersonId person, out PersonId seat)
    {
        if (GateAuthority.Bars(draft, gate, person, out seat) is { } barred)
        {
            return barred;
        }

        return gate.Claim is { } claim && claim.By != person && draft.Now < claim.Until
            ? new(RefusalCode.GateClaimed, $"{claim.By} has claimed {gate.Id} until {claim.Until:O}.")
            : null;
    }

    private static Refusal? IsReady(RunDraft draft, Gate gate, GateApproval approval)
    {
        if (gate.DelayedUntil is { } delayed)
        {
            return new(RefusalCode.GateDelayed, $"The decision at {gate.Id} is put off until {delayed:O}.");
        }

        if ((draft.Attempt(gate.Attempt).Information ?? []).FirstOrDefault(one => one.IsPending) is { } pending)
        {
            return new(
                RefusalCode.InformationPending, $"{pending.From} has not answered {pending.By}: {pending.Question}");
        }

        if (gate.Voices.Any(one => one.Seat == approval.Seat || one.By == approval.By))
        {
            return new(RefusalCode.AlreadyDecided, $"{approval.Seat} has agreed at {gate.Id} already; one voice each.");
        }

        if (approval.Confidence is < 0 or > 100)
        {
            return new(RefusalCode.BadArgument, "Confidence is a percentage from 0 to 100.");
        }

        if (approval.Until <= draft.Now)
        {
            return new(RefusalCode.TimeNotAllowed, $"The approval would have ended at {approval.Until:O}.");
        }

        if ((approval.Provided ?? []).FirstOrDefault(one =>
            gate.Packet.Evidence.All(seen => seen.Read != one.Read)) is { } unknown)
        {
            return new(RefusalCode.UnknownSource, $"{unknown.Read} is no read of the evidence of {gate.Id}.");
        }

        if ((approval.Provided ?? []).FirstOrDefault(one =>
            gate.Packet.Evidence.Any(seen => seen.Read == one.Read && seen.Annex is not null)) is { } hidden)
        {
            return new(
                RefusalCode.NotSupported,
                $"What {hidden.Read} brings is sensitive: no approval can rest on its value.");
        }

        return gate is { IsStrict: true, Policy.Tier: GateTier.Approve } && string.IsNullOrWhiteSpace(approval.Comment)
            ? new(RefusalCode.ReasonMissing, "To approve at high risk takes a reason.")
            : null;
    }

    // A voice that may no longer decide counts no more: the list is read at decision time.
    private static void Count(RunDraft draft, Gate gate, GateApproval approval)
    {
        var deciders = GateAuthority.Deciders(draft.State, gate);
        var voices = gate.Voices.Select(one => one.Seat).Where(deciders.Contains).Append(approval.Seat);
        if (QuorumRules.Missing(draft.State.Charter, gate.Policy, voices) is { } missing)
        {
            draft.Add(new RunFact.ApprovalCounted(gate.Id, gate.Attempt, approval, missing));
            return;
        }

        draft.Add(new RunFact.GateApproved(gate.Id, gate.Attempt, approval));
        draft.Request(gate.Attempt, GateDecider.Again(gate));
    }
}
