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
    public static ValueList<Boundary> Crossed(RunState state, ActionPlan plan) => state.Charter.Boundaries
        .Where(boundary => IsCrossed(state, boundary, plan))
        .Where(boundary => !state.Permits.Any(permit =>
            permit.Boundary == boundary.Id && permit.ActionDigest == plan.ActionDigest))
        .ToValueList();

    /// <summary>
    /// Of each condition whether it holds and which value it looked at; empty where the boundary does not look at such
    /// an action.
    /// </summary>
    public static ValueList<(bool Holds, JsonData? Value)> Conditions(
        RunState state, Boundary boundary, ActionPlan plan)
    {
        if (boundary.Tool is { } tool && tool != plan.Action.Kind)
        {
            return [];
        }

        var document = JsonData.Of(new ActionDocument(
            plan.Step.Id, plan.Kind, plan.Action.Kind, plan.Step.Targets, plan.Action.Parameters,
            Environments(state, plan)));
        return boundary.CrossedWhen.Select(condition => Holds(boundary, condition, document)).ToValueList();
    }

    private static bool IsCrossed(RunState state, Boundary boundary, ActionPlan plan)
    {
        var conditions = Conditions(state, boundary, plan);
        return !conditions.IsEmpty && conditions.All(condition => condition.Holds);
    }

    private static (bool Holds, JsonData? Value) Holds(Boundary boundary, Expectation condition, JsonData document)
    {
        var judgement = ExpectationJudge.Judge(condition, document.Element);
        return (
            judgement.Verdict switch
            {
                ObservationVerdict.Met => true,
                ObservationVerdict.NotMet => false,

                // Not to be told: with the tool named, or with a value of the wrong kind, that counts as crossed (fail
                // closed); a boundary for all tools does not speak of a tool that has no such parameter.
                _ => boundary.Tool is not null || judgement.Value is not null,
            },
            judgement.Value);
    }

    private static ValueList<string> Environments(RunState state, ActionPlan plan) =>
        plan.Step.Targets.Select(id => state.Charter.FindTarget(id)!.Environment).Distinct().ToValueList();

    private sealed record ActionDocument(
        StepId Step,
        AttemptKind Kind,
        string Tool,
        ValueList<TargetId> Targets,
        JsonData Parameters,
        ValueList<string> Environments);
}
