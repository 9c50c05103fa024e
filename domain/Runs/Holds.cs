using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Takeover;

namespace DirectedExecution.Domain.Runs;

/// <summary>What keeps directed actions from going on, though they were accepted.</summary>
internal static class Holds
{
    /// <summary>
    /// Paused, ended, with a packet being read back or a block that concerns all: nothing moves towards a dispatch.
    /// Contradicted: nothing in that lane.
    /// </summary>
    public static bool ForbidActions(RunState state, StepId step)
    {
        var lane = LaneRules.Of(state, step);
        return state.Status != RunStatus.Active
            || state.Contradictions.Any(one => LaneRules.Concerns(state, one.Step, lane))
            || state.Blocks.Any(block => BlockRules.IsRunWide(block.Kind) && block.Step != step)
            || !state.OpenInstructionContradictions.IsEmpty
            || state.NoGo is not null
            || IsReadingBack(state, lane);
    }

    /// <summary>The lead of this lane, or of the run, is changing hands.</summary>
    public static bool IsReadingBack(RunState state, LaneId? lane) =>
        IsReadingBack(state) && LaneRules.Share(state.Takeover!.Lane, lane);

    public static bool IsReadingBack(RunState state) =>
        state.Takeover?.Stage is TakeoverStage.ReadingBack or TakeoverStage.ReadBackComplete;
}
