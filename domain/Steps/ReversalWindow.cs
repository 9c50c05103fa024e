using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// Until when a done step can be reversed: counted from its dispatch, the earliest moment at which it can have been
/// done; where that is not known, from the moment at which it was directed.
/// </summary>
internal static class ReversalWindow
{
    public static DateTimeOffset? Of(RunState state, StepState step) =>
        Begun(step.Forward) + state.Procedure.FindStep(step.Id)?.Reversal?.Within;

    public static DateTimeOffset? Begun(Attempt? forward) => forward?.DispatchedAt
        ?? (forward?.Stage is AttemptStage.Verified or AttemptStage.Accepted or AttemptStage.Mismatched
            ? forward.DirectedAt
            : null);
}
