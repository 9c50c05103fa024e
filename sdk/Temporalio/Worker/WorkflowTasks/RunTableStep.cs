namespace Temporalio.Worker.WorkflowTasks;

/// <summary>What is to be done after a change of the <see cref="RunTable"/>.</summary>
internal sealed class RunTableStep
{
    /// <summary>Gets the tasks to begin with; their runs are marked busy.</summary>
    public List<(RunEntry Entry, PolledWorkflowTask Task)> Start { get; } = [];

    /// <summary>Gets the tasks to forget; their slots are to be given back.</summary>
    public List<PolledWorkflowTask> Dropped { get; } = [];

    /// <summary>Gets the states to drop.</summary>
    public List<WorkflowRun> Evict { get; } = [];
}
