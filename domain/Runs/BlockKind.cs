namespace DirectedExecution.Domain.Runs;

/// <summary>Why a run is blocked; who may clear which kind stands in <see cref="BlockRules"/>.</summary>
public enum BlockKind
{
    /// <summary>The resolved action would cross a protected boundary.</summary>
    Boundary,

    /// <summary>A no-go condition holds, or could not be read.</summary>
    NoGo,

    /// <summary>What must be true before the action is not.</summary>
    Precondition,

    /// <summary>State could not be read.</summary>
    Unreadable,

    /// <summary>Readings were too old again and again.</summary>
    Stale,

    /// <summary>The evidence for a gate is not complete.</summary>
    EvidenceIncomplete,

    /// <summary>What must be true after the action is not.</summary>
    Mismatch,

    /// <summary>A boundary is seen to be crossed after an action.</summary>
    BoundaryEffect,
}
