using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Simulations;

/// <summary>Which boundaries an action crosses, with the rule that a directive is held against.</summary>
internal static class BoundarySimulation
{
    public static ValueList<TouchedBoundary> Of(RunState state, Step step, AttemptKind kind)
    {
        var samples = SampleArguments.Of(step)
            .Select(sample => (
                One: Plan(state, step, kind, sample.One), Other: Plan(state, step, kind, sample.Other), sample.Listed))
            .Where(sample => sample.One is not null && sample.Other is not null)
            .ToList();
        return state.Charter.Boundaries
            .Select(boundary => (
                Boundary: boundary,
                Crossings: samples
                    .Select(sample => (sample.Listed, How: Judge(state, boundary, sample.One!, sample.Other!)))
                    .Where(sample => sample.How is not null)
                    .ToList()))
            .Where(touched => touched.Crossings.Count > 0)
            .Select(touched => new TouchedBoundary(
                touched.Boundary.Id,
                touched.Boundary.Statement,
                touched.Crossings.Count == samples.Count
                    ? []
                    : touched.Crossings.Select(crossing => crossing.Listed).ToValueList(),
                touched.Crossings.Exists(crossing => crossing.How == false),
                BlockRules.MayClear(state, touched.Boundary, state.Lead)))
            .ToValueList();
    }

    // True: crossed; false: crossed or not, according to a free argument; null: not crossed.
    private static bool? Judge(RunState state, Boundary boundary, ActionPlan one, ActionPlan other)
    {
        var (first, second) = (
            ScopeRules.Conditions(state, boundary, one), ScopeRules.Conditions(state, boundary, other));
        if (first.IsEmpty)
        {
            return null;
        }

        var isOpen = first.Select((condition, index) => !Equals(condition.Value, second[index].Value)).ToList();
        return first.Where((condition, index) => !isOpen[index]).Any(condition => !condition.Holds)
            ? null
            : !isOpen.Contains(true);
    }

    private static ActionPlan? Plan(RunState state, Step step, AttemptKind kind, JsonData arguments) =>
        ActionPlans.Resolve(state.Charter, step, kind, arguments, "key", out _);
}
