namespace Temporalio.Worker.WorkflowTasks;

/// <summary>One run that this worker knows. Whoever set it busy is the only one that may use its <see cref="Run"/>.</summary>
internal sealed class RunEntry(string runId)
{
    public string RunId { get; } = runId;

    /// <summary>Gets or sets the cached state; null before the first task and after an eviction.</summary>
    public WorkflowRun? Run { get; set; }

    public bool IsBusy { get; set; }

    public RunBacklog Backlog { get; } = new();
}
