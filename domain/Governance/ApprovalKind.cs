namespace DirectedExecution.Domain.Governance;

/// <summary>What an entry of the approvals file says about a version.</summary>
public enum ApprovalKind
{
    Approved,

    /// <summary>Runs that are opened from now on may not rely on it any more.</summary>
    Revoked,
}
