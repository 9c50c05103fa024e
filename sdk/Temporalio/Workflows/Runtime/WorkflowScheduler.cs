using Microsoft.Extensions.Logging;
using Temporalio.Exceptions;

namespace Temporalio.Workflows.Runtime;

/// <summary>
/// Runs the tasks of one workflow instance one at a time, first come first served, and only during an activation.
/// Workflow code finds its instance by it.
/// </summary>
internal sealed class WorkflowScheduler(WorkflowInstance instance) : TaskScheduler
{
    private const string Intrusion = "Work of a workflow was not scheduled on workflow scheduler. Workflow code must not use " +
        "Task.Run, Task.Delay, ConfigureAwait(false), timers, threads or I/O: they are non-deterministic; use the methods of " +
        "Workflow instead";

    private readonly Lock gate = new();
    private readonly Queue<Task> tasks = new();
    private Thread? owner;
    private string? intruder;
    private Task? inside;

    /// <summary>Gets the instance whose code runs right now on this thread, or null outside of workflows.</summary>
    public static WorkflowInstance? Running => (Current as WorkflowScheduler)?.Instance;

    public override int MaximumConcurrencyLevel => 1;

    public WorkflowInstance Instance => instance;

    /// <summary>Gets a value indicating whether work is queued.</summary>
    public bool HasTasks
    {
        get
        {
            lock (gate)
            {
                return tasks.Count > 0;
            }
        }
    }

    /// <summary>
    /// Runs an action on this thread as if it were a task of the workflow; whatever it queues stays queued.
    /// </summary>
    public void RunInside(Action action)
    {
        lock (gate)
        {
            owner = Thread.CurrentThread;
        }

        try
        {
            var task = new Task(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach);
            inside = task;
            task.RunSynchronously(this);
            task.GetAwaiter().GetResult();
            ThrowIfIntruded();
        }
        finally
        {
            lock (gate)
            {
                owner = null;
            }
        }
    }

    /// <summary>Runs queued tasks until none is left. Call it inside only.</summary>
    /// <param name="mustStop">Asked after each task.</param>
    public void Drain(Func<bool> mustStop)
    {
        while (Dequeue() is { } task)
        {
            TryExecuteTask(task);
            ThrowIfIntruded();
            if (mustStop())
            {
                return;
            }
        }
    }

    protected override void QueueTask(Task task)
    {
        lock (gate)
        {
            if (owner == Thread.CurrentThread)
            {
                tasks.Enqueue(task);
                return;
            }

            if (intruder is not null)
            {
                return;
            }

            intruder = Intrusion;
        }

        SayIntruded();
    }

    // Only the activation itself runs in place; everything else waits for its turn.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        task == inside && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (gate)
        {
            return [.. tasks];
        }
    }

    // At once: the task fails only when the workflow is woken the next time, and that may be never.
    private void SayIntruded()
    {
        try
        {
            instance.Logger.LogError(
                "Workflow {WorkflowType} {WorkflowId} may wait forever: {Intrusion}",
                instance.Info.WorkflowType,
                instance.Info.WorkflowId,
                Intrusion);
        }
        catch (Exception)
        {
            // This thread is not ours, and a logger that fails must not end the process.
        }
    }

    private Task? Dequeue()
    {
        lock (gate)
        {
            return tasks.TryDequeue(out var task) ? task : null;
        }
    }

    private void ThrowIfIntruded()
    {
        lock (gate)
        {
            if (intruder is { } message)
            {
                throw new InvalidWorkflowSchedulerException(message);
            }
        }
    }
}
