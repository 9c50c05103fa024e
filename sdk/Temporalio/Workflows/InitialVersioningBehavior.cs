namespace Temporalio.Workflows;

/// <summary>Which version the first task of a continued run goes to.</summary>
public enum InitialVersioningBehavior
{
    /// <summary>As inherited.</summary>
    Unspecified = 0,

    /// <summary>The target version of the task queue.</summary>
    AutoUpgrade = 1,

    /// <summary>The ramping version of the task queue.</summary>
    UseRampingVersion = 2,
}
