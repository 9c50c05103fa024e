namespace Temporalio.Workflows;

/// <summary>
/// Marks a signal handler: a public instance method that returns <see cref="Task" />. Overriding methods must
/// repeat it.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowSignalAttribute : Attribute
{
    /// <summary>
    /// Initializes a new instance of the <see cref="WorkflowSignalAttribute" /> class. The name is the method's,
    /// without a
    /// trailing <c>Async</c>.
    /// </summary>
    public WorkflowSignalAttribute()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WorkflowSignalAttribute" /> class.</summary>
    /// <param name="name">Name of the signal.</param>
    public WorkflowSignalAttribute(string name) => Name = name;

    /// <summary>Gets or sets the name of the signal; null means by method name.</summary>
    public string? Name { get; set; }

    /// <summary>Gets or sets a short description, shown by tools.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether this handles every signal that has no handler. The parameters must be a
    /// string and an array of <see cref="Converters.IRawValue" />.
    /// </summary>
    public bool Dynamic { get; set; }

    /// <summary>Gets or sets what happens if a workflow ends while this handler runs. Default is to warn.</summary>
    public HandlerUnfinishedPolicy UnfinishedPolicy { get; set; } = HandlerUnfinishedPolicy.WarnAndAbandon;
}
