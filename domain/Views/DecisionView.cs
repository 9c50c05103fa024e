using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Views;

/// <summary>A decision point as people see it: what is asked, who decides, what was decided or why not yet.</summary>
public sealed record DecisionView(
    DecisionPointId Id,
    string Question,
    bool IsDue,
    ValueList<LaneId> Lanes,
    ValueList<DecisionOption> Options,
    ValueList<PersonId> Deciders,
    DecisionRecord? Decided = null,
    string? NotYetBecause = null)
{
    /// <summary>The decision points of a run, or null when its procedure has none.</summary>
    public static ValueList<DecisionView>? Of(RunState state) =>
        state.Procedure.DecisionPoints is { IsEmpty: false } points
            ? points.Select(point => Of(state, point)).ToValueList()
            : null;

    private static DecisionView Of(RunState state, DecisionPoint point)
    {
        var made = state.FindDecision(point.Id);
        var notDue = made is null ? DecisionDecider.NotDue(state, point) : null;
        return new DecisionView(
            point.Id, point.Question, made is null && notDue is null, point.Lanes, point.Options,
            DecisionDecider.Deciders(state, point), made, notDue?.Sentence);
    }
}
