namespace DirectedExecution.Domain.Gates;

/// <summary>How much judgement a gate asks for.</summary>
public enum GateTier
{
    Acknowledge,
    Review,
    Approve,
}
