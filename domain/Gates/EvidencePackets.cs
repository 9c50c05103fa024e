using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Gates;

/// <summary>Builds evidence packets, and says what is missing where one would not be complete.</summary>
internal static class EvidencePackets
{
    private static readonly ValueList<string> Verdicts = ["approve", "deny"];

    public static ValueList<string> Missing(RunState state, Attempt attempt, ActionPlan plan, GatePolicy policy)
    {
        var missing = new List<string>();
        Need(attempt.Observations.Count > 0, "supporting evidence");
        Need(plan.Step.Risk is not null, "a risk statement");
        Need(plan.Step.Risk is null || !string.IsNullOrWhiteSpace(plan.Step.Risk.BlastRadius), "the blast radius");
        Need(plan.Step.Risk is null || !string.IsNullOrWhiteSpace(plan.Step.Risk.FailureMode), "the failure mode");
        Need(plan.Step.Risk is null or { Alternatives.Count: > 0 }, "alternatives");
        Need(plan.Step.Risk is null or { Policies.Count: > 0 }, "policy citations");
        Need(plan.Step.Reversal is not null || !string.IsNullOrWhiteSpace(plan.Step.Irreversible), "a reversal plan");
        Need(!GateDecider.Deciders(state, policy, attempt.Issuer).IsEmpty, "anybody who may decide");
        return missing.ToValueList();

        void Need(bool there, string what)
        {
            if (!there)
            {
                missing.Add(what);
            }
        }
    }

    public static EvidencePacket Build(
        RunState state,
        Attempt attempt,
        ActionPlan plan,
        GatePolicy policy,
        DateTimeOffset? deadline,
        ValueList<string> difference)
    {
        var step = plan.Step;
        var risk = step.Risk!;
        return new EvidencePacket(
            Summary(attempt, plan, difference),
            step.Id,
            step.Title,
            attempt.Issuer,
            attempt.Action,
            attempt.ActionDigest,
            attempt.Arguments,
            attempt.Observations,
            attempt.StateDigest!.Value,
            risk.Policies,
            new RiskAssessment(ReversalPlan(plan), step.Reversal is not null, risk.BlastRadius, risk.FailureMode),
            risk.Alternatives,
            state.Steps.Select(one => new TimelineItem(
                one.Id, state.Procedure.FindStep(one.Id)!.Title, StepStatuses.Of(one))).ToValueList(),
            new Urgency(state.Lead, GateDecider.Deciders(state, policy, attempt.Issuer), deadline),
            Verdicts,
            difference);
    }

    private static string Summary(Attempt attempt, ActionPlan plan, ValueList<string> difference)
    {
        var what = plan.Kind == AttemptKind.Forward ? plan.Step.Title : $"Reverse: {plan.Step.Title}";
        var again = difference.IsEmpty ? string.Empty : " Asked again: the state changed since it was approved.";
        return $"{attempt.Issuer} directs \"{what}\" by {plan.Action.Kind} on "
            + $"{string.Join(", ", plan.Step.Targets)}.{again}";
    }

    private static string ReversalPlan(ActionPlan plan) => plan switch
    {
        { Kind: AttemptKind.Reversal } => "This is the reversal; the way back from it is to direct the step again.",
        { Step.Reversal: { } reversal } => reversal.Plan,
        _ => $"None: {plan.Step.Irreversible}",
    };
}
