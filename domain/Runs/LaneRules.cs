using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// Which steps concern each other. One rule for everything: two steps do when they are of the same lane, or when one of
/// them is of none. So a run without lanes is one lane, and a step without a lane waits for all and holds all.
/// </summary>
internal static class LaneRules
{
    public static bool Share(LaneId? left, LaneId? right) => left is null || right is null || left == right;

    public static LaneId? Of(RunState state, StepId step) => state.Procedure.FindStep(step)?.Lane;

    /// <summary>Whether what happens at <paramref name="step"/> concerns a lane; no lane means the whole run.</summary>
    public static bool Concerns(RunState state, StepId step, LaneId? lane) => Share(Of(state, step), lane);

    public static bool IsLaned(RunState state) => state.Procedure.Lanes is { IsEmpty: false };
}
