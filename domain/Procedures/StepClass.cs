namespace DirectedExecution.Domain.Procedures;

/// <summary>What can be promised about how often the effect happens (R15).</summary>
public enum StepClass
{
    /// <summary>Effect and receipt in one database transaction: exactly once.</summary>
    Transactional,

    /// <summary>The target honours the idempotency key: effectively once.</summary>
    Keyed,

    /// <summary>The target can be asked whether the key was applied: effectively once.</summary>
    Probed,

    /// <summary>None of these: at most once automatically; any doubt is decided by a human.</summary>
    Opaque,
}
