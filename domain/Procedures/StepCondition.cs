using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Procedures;

/// <summary>
/// The step comes after a decision: after any outcome of it, or, with options named, after one of these only.
/// </summary>
public sealed record StepCondition(DecisionPointId Decision, ValueList<string> Options)
{
    public bool Allows(string option) => Options.IsEmpty || Options.Contains(option);
}
