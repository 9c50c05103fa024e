using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// Where the run is stuck and the procedure names whom to ask, each hold is put before them. What they decide is one of
/// the options, or something else in words; an option that settles the hold takes the same authority as its own verb.
/// </summary>
internal static class EscalationDecider
{
    /// <summary>Opens what is to be asked and closes what is settled; called after every input.</summary>
    public static void Follow(RunDraft draft)
    {
        if (draft.State.Procedure.Escalation is not { } policy)
        {
            return;
        }

        var holds = EscalationHold.Of(draft.State);
        foreach (var gate in draft.State.Gates.Where(IsOver).ToList())
        {
            draft.Add(new RunFact.GateSuperseded(gate.Id, gate.Attempt, ["What it asked about is settled."]));
        }

        foreach (var hold in holds)
        {
            var attempt = draft.Attempt(hold.Attempt);
            if (!(attempt.Escalated ?? []).Contains(hold.Subject))
            {
                draft.Add(new RunFact.GateOpened(Make(draft, policy, attempt, hold)));
            }
        }

        bool IsOver(Gate gate) =>
            gate.Place == GatePlacement.Escalation && !holds.Any(hold => hold.Subject == gate.Subject);
    }

    public static Refusal? Decide(RunDraft draft, Directive directive, Instruction.DecideEscalation decide)
    {
        if (GateVerdicts.Undecided(draft, decide.Gate, out var found) is { } refusal)
        {
            return refusal;
        }

        var gate = found!;
        if (gate.Place != GatePlacement.Escalation)
        {
            return new(
                RefusalCode.ResolutionNotAllowed, $"{gate.Id} asks for an approval: approve it, deny it or change it.");
        }

        if (GateVerdicts.MayDecide(draft, gate, directive.Issuer, out _) is { } barred)
        {
            return barred;
        }

        if ((decide.Statement ?? directive.Reason) is not { } statement || string.IsNullOrWhiteSpace(statement))
        {
            return new(RefusalCode.ReasonMissing, "A decision takes a statement: what, and why.");
        }

        if (decide.Option is { } option && !gate.Packet.Options.Contains(option))
        {
            return new(
                RefusalCode.BadArgument,
                $"\"{option}\" is no option of {gate.Id}: {string.Join(", ", gate.Packet.Options)}; "
                + "or decide in words alone.");
        }

        draft.Add(new RunFact.EscalationDecided(
            gate.Id, gate.Attempt, directive.Issuer, statement, decide.Option));
        return decide.Option is { } chosen
            && EscalationHold.Of(draft.State).FirstOrDefault(one => one.Subject == gate.Subject) is { } hold
                ? hold.Settle(draft, directive, chosen, statement)
                : null;
    }

    private static Gate Make(RunDraft draft, GatePolicy policy, Attempt attempt, EscalationHold hold)
    {
        var state = draft.State;
        var plan = ActionPlans.Of(state, attempt);
        var rungs = Ladders.Of(state.Policy, policy, draft.Now);
        var deadline = rungs is null ? draft.Now + policy.ExpiresAfter : rungs[^1].At;
        var risk = plan.Step.Risk;
        var packet = new EvidencePacket(
            (state.IsRehearsal ? "REHEARSAL: " : string.Empty)
                + $"The run is stuck at {attempt.Id}: {hold.Sentence} What shall be done?",
            plan.Step.Id,
            plan.Step.Title,
            attempt.Issuer,
            attempt.Action,
            attempt.ActionDigest,
            attempt.Arguments,
            attempt.Observations,
            attempt.StateDigest ?? Digest.OfText(string.Empty),
            risk?.Policies ?? [],
            new RiskAssessment(
                EvidencePackets.ReversalPlan(plan),
                plan.Step.Reversal is not null,
                risk?.BlastRadius ?? "Not stated by the procedure.",
                risk?.FailureMode ?? "Not stated by the procedure."),
            risk?.Alternatives ?? [],
            EvidencePackets.Timeline(state),
            new Urgency(state.Lead, GateAuthority.Deciders(state, policy, attempt), deadline),
            hold.Options.AddRange(policy.Options ?? []),
            [],
            attempt.Score,
            EvidencePackets.CompletenessOf(attempt, draft.Now),
            attempt.Information,
            attempt.Edits?[^1],
            state.VerifiedState,
            Hold: hold.Subject);
        return new Gate(
            GateDecider.NextId(attempt), attempt.Id, policy, packet, Digest.Of(packet), packet.ActionDigest,
            packet.StateDigest, state.ProcedureDigest, draft.Now, deadline,
            Placement: GatePlacement.Escalation,
            CharterDigest: state.CharterDigest,
            PolicyDigest: state.PolicyDigest,
            Rungs: rungs,
            Subject: hold.Subject);
    }
}
