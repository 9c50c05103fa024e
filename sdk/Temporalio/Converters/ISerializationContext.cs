namespace Temporalio.Converters;

/// <summary>What the data belongs to.</summary>
public interface ISerializationContext
{
    /// <summary>A context that may have a workflow.</summary>
    public interface IHasWorkflow : ISerializationContext
    {
        /// <summary>Gets the namespace.</summary>
        string Namespace { get; }

        /// <summary>Gets the workflow id, where there is one.</summary>
        string? WorkflowId { get; }
    }

    /// <summary>Data of an activity.</summary>
    /// <param name="Namespace">Namespace.</param>
    /// <param name="ActivityId">Activity id, where known.</param>
    /// <param name="WorkflowId">Workflow id, where there is one.</param>
    /// <param name="WorkflowType">Workflow type, where known.</param>
    /// <param name="ActivityType">Activity type, where known.</param>
    /// <param name="ActivityTaskQueue">Task queue, where known.</param>
    /// <param name="IsLocal">Whether it is a local activity.</param>
    public sealed record Activity(
        string Namespace,
        string? ActivityId,
        string? WorkflowId,
        string? WorkflowType,
        string? ActivityType,
        string? ActivityTaskQueue,
        bool IsLocal) : IHasWorkflow;

    /// <summary>Data of a workflow.</summary>
    /// <param name="Namespace">Namespace.</param>
    /// <param name="WorkflowId">Workflow id.</param>
    public sealed record Workflow(string Namespace, string WorkflowId) : IHasWorkflow;
}
