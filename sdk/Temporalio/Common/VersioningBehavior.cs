namespace Temporalio.Common;

/// <summary>How a workflow moves between worker deployment versions. Values are those of the protocol.</summary>
public enum VersioningBehavior
{
    /// <summary>Not stated.</summary>
    Unspecified = 0,

    /// <summary>Stays on the version on which it started.</summary>
    Pinned = 1,

    /// <summary>Moves to the current version at the next workflow task.</summary>
    AutoUpgrade = 2,
}
