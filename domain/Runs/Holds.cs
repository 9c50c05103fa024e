using DirectedExecution.Domain.Takeover;

namespace DirectedExecution.Domain.Runs;

/// <summary>What keeps directed actions from going on, though they were accepted.</summary>
internal static class Holds
{
    /// <summary>
    /// Paused, ended, contradicted, or with a packet being read back: nothing moves towards a dispatch.
    /// </summary>
    public static bool ForbidActions(RunState state) =>
        state.Status != RunStatus.Active || !state.Contradictions.IsEmpty || IsReadingBack(state);

    public static bool IsReadingBack(RunState state) =>
        state.Takeover?.Stage is TakeoverStage.ReadingBack or TakeoverStage.ReadBackComplete;
}
