namespace Temporalio.Workflows;

/// <summary>
/// Marks the validator of an update: a public void method with the parameters of the update. Whatever it throws rejects
/// the update; it must not change anything. It does not run on replay.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowUpdateValidatorAttribute : Attribute
{
    /// <summary>Initializes a new instance of the <see cref="WorkflowUpdateValidatorAttribute" /> class.</summary>
    /// <param name="updateMethod">Name of the update method, by <c>nameof</c>.</param>
    public WorkflowUpdateValidatorAttribute(string updateMethod) => UpdateMethod = updateMethod;

    /// <summary>Gets the name of the update method.</summary>
    public string UpdateMethod { get; }
}
