namespace DirectedExecution.Domain.Charters;

/// <summary>Whether a run may rely on a procedure that nobody approved as a version.</summary>
public enum GovernanceMode
{
    Open,

    /// <summary>The approval of exactly this version must stand in the approvals that the run is opened with.</summary>
    Required,

    /// <summary>The same, and the approval must be signed with the key of the person who gave it.</summary>
    Signed,
}
