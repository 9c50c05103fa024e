using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// Which boundaries a resolved action would cross, without those that a named human permitted for exactly this action.
/// </summary>
internal static class ScopeRules
{
    public static ValueList<Boundary> Crossed(RunState state, ActionPlan plan)
    {
        var document = JsonData.Of(new ActionDocument(
            plan.Step.Id, plan.Kind, plan.Action.Kind, plan.Step.Targets, plan.Action.Parameters,
            Environments(state, plan)));
        return state.Charter.Boundaries
            .Where(boundary => IsCrossed(boundary, plan, document))
            .Where(boundary => !state.Permits.Any(permit =>
                permit.Boundary == boundary.Id && permit.ActionDigest == plan.ActionDigest))
            .ToValueList();
    }

    private static ValueList<string> Environments(RunState state, ActionPlan plan) =>
        plan.Step.Targets.Select(id => state.Charter.FindTarget(id)!.Environment).Distinct().ToValueList();

    private static bool IsCrossed(Boundary boundary, ActionPlan plan, JsonData document)
    {
        if (boundary.CrossedWhen.IsEmpty || (boundary.Tool is { } tool && tool != plan.Action.Kind))
        {
            return false;
        }

        foreach (var condition in boundary.CrossedWhen)
        {
            var judgement = ExpectationJudge.Judge(condition, document.Element);
            var holds = judgement.Verdict switch
            {
                ObservationVerdict.Met => true,
                ObservationVerdict.NotMet => false,

                // Not to be told: with the tool named, or with a value of the wrong kind, that counts as crossed (fail
                // closed); a boundary for all tools does not speak of a tool that has no such parameter.
                _ => boundary.Tool is not null || judgement.Value is not null,
            };
            if (!holds)
            {
                return false;
            }
        }

        return true;
    }

    private sealed record ActionDocument(
        StepId Step,
        AttemptKind Kind,
        string Tool,
        ValueList<TargetId> Targets,
        JsonData Parameters,
        ValueList<string> Environments);
}
