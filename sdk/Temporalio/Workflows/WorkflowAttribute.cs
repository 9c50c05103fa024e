using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>
/// Marks a class, struct or interface as a workflow. Not inherited: each workflow type carries its own.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface | AttributeTargets.Struct, Inherited = false)]
public sealed class WorkflowAttribute : Attribute
{
    /// <summary>
    /// Initializes a new instance of the <see cref="WorkflowAttribute" /> class. The name is the type's; that of an
    /// interface
    /// loses a leading <c>I</c> that is followed by another upper-case letter.
    /// </summary>
    public WorkflowAttribute()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WorkflowAttribute" /> class.</summary>
    /// <param name="name">Name of the workflow type.</param>
    public WorkflowAttribute(string name) => Name = name;

    /// <summary>Gets or sets the name of the workflow type; null means by type name.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether this runs every workflow type that is not registered. The run method
    /// must
    /// take one array of <see cref="Converters.IRawValue" />.
    /// </summary>
    public bool Dynamic { get; set; }

    /// <summary>
    /// Gets or sets exception types that fail the workflow instead of the workflow task, subclasses included.
    /// <see cref="Exception" /> also turns non-determinism into failure.
    /// </summary>
    public Type[]? FailureExceptionTypes { get; set; }

    /// <summary>Gets or sets the versioning behaviour with worker deployments. Default is the worker's.</summary>
    public VersioningBehavior VersioningBehavior { get; set; } = VersioningBehavior.Unspecified;
}
