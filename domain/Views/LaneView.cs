using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Views;

/// <summary>A lane as people see it: where it stands, who leads it, what it waits for.</summary>
public sealed record LaneView(
    LaneId Id,
    string Title,
    LaneStatus Status,
    PersonId Lead,
    string WaitsFor,
    int OpenSteps,
    StepId? CurrentStep = null,
    BlockedReason? Blocked = null,
    PersonId? Specialist = null,
    int? LeadEpoch = null)
{
    /// <summary>The lanes of a run, or null when its procedure has none.</summary>
    public static ValueList<LaneView>? Of(RunState state) =>
        LaneRules.IsLaned(state) ? state.Procedure.Lanes!.Select(lane => Of(state, lane)).ToValueList() : null;

    private static LaneView Of(RunState state, Lane lane) => new(
        lane.Id,
        lane.Title,
        LaneStatuses.Of(state, lane.Id),
        LaneRules.LeadOf(state, lane.Id),
        WaitingSentence.OfLane(state, lane.Id),
        LaneStatuses.Open(state, lane.Id).Count(),
        state.Attempts()
            .FirstOrDefault(attempt =>
                LaneRules.Of(state, attempt.Step) == lane.Id && AttemptStages.IsOpen(attempt.Stage))?.Step,
        BlockedReason.ForLane(state, lane.Id),
        lane.Specialist,
        LaneRules.EpochOf(state, lane.Id) is > 0 and var epoch ? epoch : null);
}
