namespace DirectedExecution.Domain.Identity;

/// <summary>How a run knows who speaks; a charter that says nothing takes people by their names.</summary>
public enum IdentityMode
{
    /// <summary>For development: the issuer is believed to be the one that is named.</summary>
    Named,

    /// <summary>Each directive carries a signature by a key that was pinned when the run opened.</summary>
    Signed,
}
