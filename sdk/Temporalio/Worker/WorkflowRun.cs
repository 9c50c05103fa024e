namespace Temporalio.Worker;

/// <summary>
/// One cached run: the replay machine and the workflow instance on top of it. Used by one caller at a time.
/// </summary>
internal sealed class WorkflowRun
{
    private readonly WorkflowRunContext context;
    private readonly WorkflowRunStart start;

    public WorkflowRun(WorkflowRunContext context, WorkflowRunStart start)
    {
        this.context = context;
        this.start = start;
    }

    /// <summary>Gets the started event that the cached state covers: a task that goes on behind it needs no replay.</summary>
    public long LastStartedEventId { get; private set; }

    /// <summary>Decodes, applies and runs one task, and encodes its answer. Never throws for what user code did.</summary>
    public ValueTask<WorkflowTaskResult> HandleAsync(WorkflowTask task) =>
        throw new NotSupportedException($"Running {start.WorkflowType} on {context.TaskQueue} is not there yet.");

    /// <summary>Drops the instance without running any user code, finally blocks included.</summary>
    public void Evict() => LastStartedEventId = 0;
}
