namespace Temporalio.Worker;

/// <summary>Counts the activations of a task, so that a watcher sees whether user code gives way.</summary>
internal sealed class WorkflowRunProgress
{
    private int activations;

    public int Activations => Volatile.Read(ref activations);

    public void Advance() => Interlocked.Increment(ref activations);
}
