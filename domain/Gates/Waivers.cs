using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// Where the charter asks no human (R28): in a rehearsal, and of steps that only read. Never where the policy asks for
/// an approval: the risk policy, or the procedure where there is none. Each waiver is a fact.
/// </summary>
internal static class Waivers
{
    public static void Note(
        RunDraft draft, AttemptId id, IEnumerable<(GatePlacement Placement, GatePolicy Policy)> gates)
    {
        foreach (var (placement, policy) in gates.ToList())
        {
            var attempt = draft.Attempt(id);
            if (!(attempt.Waived ?? []).Contains(placement) && Why(draft.State, attempt, policy) is { } why)
            {
                draft.Add(new RunFact.GateWaived(id, placement, policy.Tier, why));
            }
        }
    }

    public static string? Why(RunState state, Attempt attempt, GatePolicy policy)
    {
        if (state.Charter.HumanInLoop is not false
            || policy.Tier == GateTier.Approve
            || attempt.Score?.Tier == RiskTier.Approve
            || attempt.Edits is not null)
        {
            return null;
        }

        return state.Charter.Mode == RunMode.Rehearsal
            ? "The charter asks no human in this rehearsal."
            : state.Procedure.FindStep(attempt.Step)?.RiskFactors is { ReadOnly: true }
                ? "The charter asks no human about steps that only read."
                : null;
    }
}
