namespace Temporalio.Workflows;

/// <summary>
/// Marks a query: a public instance method that returns a value (not a task), or a property with a public getter. A
/// query must not change anything.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class WorkflowQueryAttribute : Attribute
{
    /// <summary>
    /// Initializes a new instance of the <see cref="WorkflowQueryAttribute" /> class. The name is that of the method or
    /// property, unchanged.
    /// </summary>
    public WorkflowQueryAttribute()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WorkflowQueryAttribute" /> class.</summary>
    /// <param name="name">Name of the query.</param>
    public WorkflowQueryAttribute(string name) => Name = name;

    /// <summary>Gets or sets the name of the query; null means by method or property name.</summary>
    public string? Name { get; set; }

    /// <summary>Gets or sets a short description, shown by tools.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether this answers every query that has no handler. The parameters must be a
    /// string and an array of <see cref="Converters.IRawValue" />.
    /// </summary>
    public bool Dynamic { get; set; }
}
