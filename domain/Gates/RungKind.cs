namespace DirectedExecution.Domain.Gates;

/// <summary>What is due at a rung of a ladder.</summary>
public enum RungKind
{
    Remind,
    Escalate,
    End,
}
