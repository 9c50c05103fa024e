namespace DirectedExecution.Domain.Risk;

/// <summary>What the risk of an action asks for, in rising order.</summary>
public enum RiskTier
{
    /// <summary>Nothing: it is done when it is directed.</summary>
    Auto,

    /// <summary>People are told; nobody is waited for.</summary>
    Notify,

    /// <summary>Somebody else takes note before it is done.</summary>
    Acknowledge,

    /// <summary>Somebody else looks at the evidence before it is done.</summary>
    Review,

    /// <summary>Somebody else answers for it, with a reason.</summary>
    Approve,
}
