using Temporalio.Workflows;
using Temporalio.Workflows.Runtime;

namespace Temporalio.Worker;

/// <summary>A workflow task that runs, or ran.</summary>
public abstract class WorkflowTaskEventArgs : EventArgs
{
    private readonly WorkflowInstance instance;

    private protected WorkflowTaskEventArgs(WorkflowInstance instance) => this.instance = instance;

    /// <summary>Gets the workflow.</summary>
    public WorkflowInfo WorkflowInfo => instance.Info;

    /// <summary>Gets its definition.</summary>
    public WorkflowDefinition WorkflowDefinition => instance.Definition;
}
