namespace DirectedExecution.Domain.Risk;

/// <summary>What makes an action risky. Used in policies and ledgers: add, never rename.</summary>
public enum RiskFactor
{
    /// <summary>It cannot be taken back, or only within five minutes.</summary>
    Irreversible,

    /// <summary>It acts on an environment that the policy protects.</summary>
    Production,

    /// <summary>Parties outside notice it.</summary>
    ExternalEffect,

    /// <summary>It touches credentials.</summary>
    Credentials,

    /// <summary>It deletes.</summary>
    Deletion,

    /// <summary>It costs more than the policy's limit.</summary>
    Cost,

    /// <summary>This kind of step was never carried out before.</summary>
    FirstOfItsKind,

    /// <summary>It reaches many.</summary>
    BlastRadius,

    /// <summary>It touches sensitive data.</summary>
    Sensitivity,
}
