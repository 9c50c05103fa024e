using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// Until when a done step can be reversed: counted from its dispatch, the earliest moment at which it can have been
/// done.
/// </summary>
internal static class ReversalWindow
{
    public static DateTimeOffset? Of(RunState state, StepState step) =>
        step.Forward?.DispatchedAt + state.Procedure.FindStep(step.Id)?.Reversal?.Within;
}
