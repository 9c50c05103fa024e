namespace Temporalio.Workflows;

/// <summary>
/// Marks the one method that is the workflow: public, instance, declared on the workflow type itself and returning a
/// <see cref="Task" />. Overriding methods must repeat the attribute.
/// </summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class WorkflowRunAttribute : Attribute
{
}
