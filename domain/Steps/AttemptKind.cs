namespace DirectedExecution.Domain.Steps;

/// <summary>Whether an attempt does the step or undoes it.</summary>
public enum AttemptKind
{
    Forward,
    Reversal,
}
