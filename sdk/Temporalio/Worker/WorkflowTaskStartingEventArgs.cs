using Temporalio.Workflows.Runtime;

namespace Temporalio.Worker;

/// <summary>A workflow task that is about to run.</summary>
public class WorkflowTaskStartingEventArgs : WorkflowTaskEventArgs
{
    internal WorkflowTaskStartingEventArgs(WorkflowInstance instance)
        : base(instance)
    {
    }
}
