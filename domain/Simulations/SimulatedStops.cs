using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Simulations;

/// <summary>All that would stop a step, in the order in which it would be met, in words.</summary>
internal static class SimulatedStops
{
    public static IEnumerable<string> Of(RunState state, Step step, SimulatedAction action) =>
        Order(step).Concat(Bounds(action)).Concat(Reads(state, step)).Concat(Gates(action)).Concat(After(state, step));

    private static IEnumerable<string> Order(Step step)
    {
        if (!step.Requires.IsEmpty)
        {
            yield return $"It is refused until {string.Join(" and ", step.Requires)} "
                + $"{(step.Requires.Count == 1 ? "is" : "are")} completed.";
        }

        if (step.When is { } when)
        {
            yield return when.Options.IsEmpty
                ? $"It is refused until {when.Decision} is decided."
                : $"It is refused unless {when.Decision} is decided as {string.Join(" or ", when.Options)}.";
        }
    }

    private static IEnumerable<string> Bounds(SimulatedAction action) => action.Boundaries.Select(touched =>
        $"It crosses {touched.Boundary}{(touched switch
        {
            { When.IsEmpty: false } => $" with {string.Join("; or with ", touched.When)}",
            { IsOpen: true } => ", or not, by its free arguments",
            _ => string.Empty,
        })}, and then stands still until {(touched.ClearedBy.IsEmpty
            ? "it is amended: nobody may permit it"
            : $"{string.Join(" or ", touched.ClearedBy)} permits it")}.");

    private static IEnumerable<string> Reads(RunState state, Step step)
    {
        var noGo = state.Charter.NoGoConditions.Concat(state.Procedure.NoGoConditions).Select(one => one.Id).ToList();
        if (noGo.Count > 0)
        {
            yield return $"Nothing is dispatched while {string.Join(" or ", noGo)} is seen or cannot be read.";
        }

        if (step.Before.IsEmpty)
        {
            yield break;
        }

        yield return $"Nothing is dispatched unless {string.Join(" and ", step.Before.Select(read => read.Id))} "
            + $"{(step.Before.Count == 1 ? "is" : "are")} as expected and at most "
            + $"{Durations.Format(step.Freshness)} old.";
        foreach (var fact in step.Before.GroupBy(read => read.Fact).Where(fact => fact.Count() > 1))
        {
            yield return $"Nothing is dispatched while {string.Join(" and ", fact.Select(read => read.Source))} "
                + $"disagree on {fact.Key}.";
        }
    }

    private static IEnumerable<string> Gates(SimulatedAction action) => action.Gates
        .Where(gate => gate.Waived is null && !gate.Missing.IsEmpty)
        .Select(gate => $"It is blocked where its {Placement(gate)} gate would open, for want of: "
            + $"{string.Join("; ", gate.Missing)}.");

    private static string Placement(AskedGate gate) => gate.Gate.Placement switch
    {
        GatePlacement.Checkpoint => "checkpoint",
        GatePlacement.PostAction => "last",
        _ => "pre-action",
    };

    private static IEnumerable<string> After(RunState state, Step step)
    {
        if (HumanTasks.AssigneeOf(step.Action) is { } assignee)
        {
            yield return $"It stands still until the task of {assignee} is stated done, with evidence.";
        }
        else
        {
            var settling = step.After.Where(read => read.Settles).Select(read => read.Id).ToList();
            var people = string.Join(" or ", Authority.ForReconcile(state));
            yield return step.Class == StepClass.Opaque || settling.Count == 0
                ? $"If its answer is lost, it stands still until {people} settles whether it was done."
                : $"If its answer is lost, {string.Join(" and ", settling)} may show that it was done; "
                    + $"else {people} settles it.";
        }

        if (!step.After.IsEmpty)
        {
            yield return $"It is not completed unless {string.Join(" and ", step.After.Select(read => read.Id))} "
                + $"{(step.After.Count == 1 ? "is" : "are")} as expected.";
        }

        var observed = state.Charter.Boundaries.Where(one => one.Observed is not null).Select(one => one.Id).ToList();
        if (observed.Count > 0)
        {
            yield return $"Everything stands still when {string.Join(" or ", observed)} is seen crossed after it.";
        }

        if (step.Irreversible is not null)
        {
            yield return step.Risk?.IfItFails is { } failing
                ? $"It cannot be taken back. If it fails: {failing}"
                : "It cannot be taken back.";
        }
    }
}
