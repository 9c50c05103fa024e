using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Gates;

/// <summary>Which gates an attempt has to pass: those of its step, and what its risk asks for beyond them.</summary>
internal static class GateRules
{
    /// <summary>Before the dispatch, in their order, without those that the charter waived.</summary>
    public static ValueList<(GatePlacement Placement, GatePolicy Policy)> Before(
        RunState state, Attempt attempt, ActionPlan plan) => All(state, attempt, plan)
        .Where(one => !(attempt.Waived ?? []).Contains(one.Placement))
        .ToValueList();

    public static IEnumerable<(GatePlacement Placement, GatePolicy Policy)> All(
        RunState state, Attempt attempt, ActionPlan plan)
    {
        if (plan.Kind == AttemptKind.Forward && plan.Step.Checkpoint is { } checkpoint)
        {
            yield return (GatePlacement.Checkpoint, checkpoint);
        }

        // What was changed at a gate never passes without one; and what was approved is held against the approval, even
        // where the risk would ask for none any more.
        if ((PreAction(state, attempt, plan) ?? attempt.Edits?[^1].Policy ?? Given(state, attempt)) is { } gate)
        {
            yield return (GatePlacement.PreAction, gate);
        }
    }

    public static GateTier? TierOf(RiskTier tier) => tier switch
    {
        RiskTier.Acknowledge => GateTier.Acknowledge,
        RiskTier.Review => GateTier.Review,
        RiskTier.Approve => GateTier.Approve,
        _ => null,
    };

    private static GatePolicy? Given(RunState state, Attempt attempt) => state.Gates.FirstOrDefault(gate =>
        gate.Attempt == attempt.Id && gate.Place == GatePlacement.PreAction && gate.IsPassed)?.Policy;

    // The step's own gate, unless the risk asks for more: then the policy's gate for that tier.
    private static GatePolicy? PreAction(RunState state, Attempt attempt, ActionPlan plan)
    {
        if (attempt.Score is not { } score || TierOf(score.Tier) is not { } tier || plan.Gate?.Tier >= tier)
        {
            return plan.Gate;
        }

        return state.Policy?.FindGate(score.Tier) ?? (plan.Gate is { } own ? own with { Tier = tier } : null);
    }
}
