using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>What a dynamic workflow decides about itself when it starts.</summary>
public class WorkflowDefinitionOptions : ICloneable
{
    /// <summary>Gets or sets exception types that fail the workflow instead of the workflow task.</summary>
    public Type[]? FailureExceptionTypes { get; set; }

    /// <summary>Gets or sets the versioning behaviour.</summary>
    public VersioningBehavior VersioningBehavior { get; set; } = VersioningBehavior.Unspecified;

    /// <summary>Creates a shallow copy.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone() => MemberwiseClone();
}
