namespace Temporalio.Workflows;

/// <summary>
/// Marks the constructor that receives the arguments of the run method. Its parameter types must be those of the run
/// method. It must not do anything but set fields: signals that come with the first task are handled after it.
/// </summary>
[AttributeUsage(AttributeTargets.Constructor, Inherited = false)]
public sealed class WorkflowInitAttribute : Attribute
{
}
