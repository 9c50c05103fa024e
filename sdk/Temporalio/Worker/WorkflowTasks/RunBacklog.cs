namespace Temporalio.Worker.WorkflowTasks;

/// <summary>
/// Tasks of one run that wait until it is free: any number of questions about the state that it has, and one real task.
/// Of two real tasks the older one has timed out, or the newer one would not exist. Pure.
/// </summary>
internal sealed class RunBacklog
{
    private readonly Queue<PolledWorkflowTask> queries = new();
    private PolledWorkflowTask? real;

    public bool IsEmpty => real == null && queries.Count == 0;

    /// <summary>Takes a task.</summary>
    /// <returns>The task that it replaces, if any.</returns>
    public PolledWorkflowTask? Offer(PolledWorkflowTask task)
    {
        if (task.IsQueryOnly)
        {
            queries.Enqueue(task);
            return null;
        }
        var replaced = real;
        real = task;
        return replaced;
    }

    /// <summary>Gives the next task: questions first, because they are about the state before the real one.</summary>
    public PolledWorkflowTask? Next()
    {
        if (queries.TryDequeue(out var query))
        {
            return query;
        }
        var next = real;
        real = null;
        return next;
    }
}
