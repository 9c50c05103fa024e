namespace DirectedExecution.Domain.Rehearsals;

/// <summary>What an attentive person says at a seeded gate.</summary>
public enum RightVerdict
{
    Approve,

    /// <summary>Denying it, or changing the action: anything but letting it go as it is.</summary>
    Deny,
}
