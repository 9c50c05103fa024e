namespace DirectedExecution.Domain.Rehearsals;

/// <summary>What was said at a seeded gate.</summary>
public enum GivenVerdict
{
    Approved,
    Denied,
    Edited,

    /// <summary>Nobody decided in time.</summary>
    Expired,
}
