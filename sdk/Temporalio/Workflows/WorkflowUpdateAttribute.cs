namespace Temporalio.Workflows;

/// <summary>
/// Marks an update handler: a public instance method that returns a <see cref="Task" />, with or without a result.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowUpdateAttribute : Attribute
{
    /// <summary>
    /// Initializes a new instance of the <see cref="WorkflowUpdateAttribute" /> class. The name is the method's,
    /// without a
    /// trailing <c>Async</c>.
    /// </summary>
    public WorkflowUpdateAttribute()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WorkflowUpdateAttribute" /> class.</summary>
    /// <param name="name">Name of the update.</param>
    public WorkflowUpdateAttribute(string name) => Name = name;

    /// <summary>Gets or sets the name of the update; null means by method name.</summary>
    public string? Name { get; set; }

    /// <summary>Gets or sets a short description, shown by tools.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether this handles every update that has no handler. The parameters must be a
    /// string and an array of <see cref="Converters.IRawValue" />.
    /// </summary>
    public bool Dynamic { get; set; }

    /// <summary>Gets or sets what happens if a workflow ends while this handler runs. Default is to warn.</summary>
    public HandlerUnfinishedPolicy UnfinishedPolicy { get; set; } = HandlerUnfinishedPolicy.WarnAndAbandon;
}
