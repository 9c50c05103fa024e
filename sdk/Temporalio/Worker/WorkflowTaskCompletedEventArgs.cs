using Temporalio.Workflows.Runtime;

namespace Temporalio.Worker;

/// <summary>A workflow task that ran.</summary>
public class WorkflowTaskCompletedEventArgs : WorkflowTaskEventArgs
{
    internal WorkflowTaskCompletedEventArgs(WorkflowInstance instance, Exception? taskFailureException)
        : base(instance) => TaskFailureException = taskFailureException;

    /// <summary>Gets why the task, not the workflow, failed; null if it did not.</summary>
    public Exception? TaskFailureException { get; }
}
