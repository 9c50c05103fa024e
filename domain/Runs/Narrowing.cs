using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>What the lead has taken out of the scope; nothing comes back in. Stored shape.</summary>
public sealed record Narrowing(ValueList<TargetId> Targets, ValueList<StepId> Steps)
{
    public static Narrowing None { get; } = new([], []);

    /// <summary>Whether a step is out, by itself or because a target of it is.</summary>
    public static bool IsOut(RunState state, StepId step) =>
        state.Narrowing is { } gone && (gone.Steps.Contains(step)
            || state.Procedure.FindStep(step)?.Targets.Any(gone.Targets.Contains) == true);
}
