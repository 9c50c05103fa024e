using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Runs;

/// <summary>Where a lane stands, from its steps and from what holds it.</summary>
internal static class LaneStatuses
{
    public static LaneStatus Of(RunState state, LaneId lane)
    {
        var open = Open(state, lane).ToList();
        return BlockedReason.ForLane(state, lane) switch
        {
            { Code: RefusalCode.StepInProgress } => LaneStatus.Busy,
            { } => LaneStatus.Held,
            null when open.Count == 0 => LaneStatus.Finished,
            null when open.All(step => DecisionDecider.Bars(state, step) is not null) => LaneStatus.AwaitingDecision,
            null => LaneStatus.Ready,
        };
    }

    /// <summary>The steps of a lane that are neither completed nor reversed nor skipped.</summary>
    public static IEnumerable<StepId> Open(RunState state, LaneId? lane) => state.Procedure.Steps
        .Where(step => step.Lane == lane && !StepStatuses.IsClosed(StepStatuses.Of(state, step.Id)))
        .Select(step => step.Id);
}
