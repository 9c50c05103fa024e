using DirectedExecution.Domain.Amendments;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Takeover;

/// <summary>What holds a run and which decisions are due, in sentences with owners.</summary>
internal static class PacketHolds
{
    public static ValueList<string> Of(RunState state)
    {
        var holds = new List<string>();
        if (state.Status == RunStatus.AwaitingConfirmation)
        {
            holds.Add(state.Check is { HasPassed: false, Observations: { IsEmpty: false } seen }
                ? $"The charter is not confirmed. Prerequisites are not met: {RunChecks.Sentence(state, seen)}."
                : "The charter is not confirmed.");
        }

        if (state.Pause is { } pause)
        {
            holds.Add(
                $"Paused by {pause.By} since {pause.Since:O}{(pause.Reason is { } why ? $": {why}" : string.Empty)}.");
        }

        holds.AddRange(
            state.Blocks.Select(block => $"{block.Id} ({block.Kind}) since {block.Since:O}: {block.Sentence}"));
        if (state.NoGo is { } noGo)
        {
            holds.Add($"{noGo.Sentence} Since {noGo.Since:O}.");
        }

        holds.AddRange(state.Permits.Select(permit =>
            $"Permit by {permit.By}: boundary {permit.Boundary} once for action {permit.ActionDigest.Short}."));
        holds.AddRange(state.OpenInstructionContradictions.Select(one =>
            $"{one.Id} since {one.Since:O}: {one.Sentence()}."));
        if (state.Narrowing is { } narrowing)
        {
            var gone = narrowing.Targets.Select(id => id.Value).Concat(narrowing.Steps.Select(id => id.Value));
            holds.Add($"Taken out of the scope: {string.Join(", ", gone)}.");
        }

        if (state.Policy is { } policy)
        {
            holds.Add($"Risk policy {policy.Id} {policy.Version} ({state.PolicyDigest?.Short}) is in force.");
        }

        holds.AddRange((state.Amendments ?? []).Select(one =>
            $"Amended at {one.At:O} by {one.By}, agreed by {string.Join(" and ", one.ApprovedBy)}: {one.Reason} (now "
            + $"procedure {one.ProcedureVersion} {one.ProcedureDigest.Short}, charter {one.CharterDigest.Short})."));
        if (state.Amendment is { } amendment)
        {
            holds.Add(
                $"An amendment is proposed by {amendment.By} since {amendment.At:O}: {amendment.Reason} "
                + $"({string.Join("; ", amendment.Changes)}).");
        }

        holds.AddRange((state.Delegations ?? []).Where(one => one.Until > DateTimeOffset.MinValue).Select(one =>
            $"Delegation {one.Id}: {one.To} decides for {one.From} until {one.Until:O}."));
        if (state.Takeover is { } takeover)
        {
            var lane = takeover.Lane is { } named ? $" of the lane {named}" : string.Empty;
            holds.Add($"Takeover {takeover.Id}{lane} by {takeover.To} from {takeover.From}: {takeover.Stage}.");
        }

        return holds.ToValueList();
    }

    public static ValueList<PacketDecision> NextDecisions(RunState state)
    {
        var due = new List<PacketDecision>();
        due.AddRange(state.Contradictions.Select(one => new PacketDecision(
            $"Clear {one.Id}: which source is right about {one.Fact}?", Authority.ForContradiction(state, one))));
        due.AddRange(state.OpenInstructionContradictions.Select(one => new PacketDecision(
            $"Clear {one.Id}: {one.Sentence()}; which is meant?", Authority.ForInstructions(state, one))));
        due.AddRange(state.Attempts().Where(one => one.Stage == AttemptStage.Unknown).Select(one => new PacketDecision(
            $"Settle with evidence whether {one.Id} was done.", Authority.ForReconcile(state, one))));
        due.AddRange(
            state.Blocks.Select(block =>
                new PacketDecision($"Clear {block.Id}: {block.Sentence}", BlockRules.MayClear(state, block))));
        due.AddRange(state.Gates.Where(gate => !gate.IsPassed).Select(gate => new PacketDecision(
            $"Decide {gate.Id}: {gate.Packet.Summary}", GateAuthority.Deciders(state, gate))));
        due.AddRange((state.Procedure.DecisionPoints ?? [])
            .Where(point => DecisionDecider.NotDue(state, point) is null)
            .Select(point => new PacketDecision(
                $"Decide {point.Id}: {point.Question}", DecisionDecider.Deciders(state, point))));
        if (state.Amendment is { } amendment)
        {
            var open = AmendmentSeats.Open(state, amendment);
            due.AddRange(open.Select(seat => new PacketDecision(
                $"Agree to the amendment of {amendment.By}, or reject it, for {seat.For}.", seat.People)));
            if (open.IsEmpty)
            {
                due.Add(new PacketDecision("Confirm the amended charter and procedure, or reject them.", [state.Lead]));
            }
        }

        if (state.Status is RunStatus.AwaitingConfirmation)
        {
            due.Add(new PacketDecision("Confirm the charter.", [state.Lead]));
        }
        else if (due.Count == 0 && state.Status is RunStatus.Active or RunStatus.Paused)
        {
            due.Add(new PacketDecision("Direct the next step, or another move.", [state.Lead]));
        }

        return due.ToValueList();
    }

    public static string Sentence(Attempt attempt) => attempt.Stage switch
    {
        AttemptStage.Dispatching => "Dispatched; the tool has not reported.",
        AttemptStage.Verifying => "Reported; the state after is being read.",
        AttemptStage.Unknown => $"Not known whether it was done. {attempt.Report?.Summary}".TrimEnd(),
        AttemptStage.Mismatched => "Done, but the state after is not as expected.",
        AttemptStage.Contradicted => "Its sources disagree.",
        AttemptStage.AwaitingReview => "Done and verified; the review after it is open.",
        AttemptStage.Blocked => "Blocked before anything was done.",
        AttemptStage.Prechecking or AttemptStage.Rechecking => "Directed; the state before is being read.",
        AttemptStage.AwaitingGate => "Directed; waits at a gate.",
        _ => attempt.Stage.ToString(),
    };
}
