namespace Temporalio.Workflows.Runtime;

/// <summary>
/// Whether calls of a workflow's code that leave its scheduler are noticed, and where they are meant to be.
/// </summary>
internal sealed class CallTracing(WorkflowInstance instance, bool isOn)
{
    private int pauses;

    /// <summary>Gets a value indicating whether a call that leaves the scheduler now fails the task.</summary>
    public bool IsOn => isOn && pauses == 0;

    /// <summary>Runs code that may leave the scheduler, but must leave no trace in history.</summary>
    /// <exception cref="InvalidOperationException">The code issued commands.</exception>
    public T Without<T>(Func<T> code)
    {
        using var pause = Pause();
        var before = instance.CommandCount;
        var result = code();
        return instance.CommandCount == before
            ? result
            : throw new InvalidOperationException(
                "Function during tracing event listener disabling created workflow commands");
    }

    /// <summary>
    /// Lets code that is not the workflow's own leave the scheduler: where its logs go is no business of it.
    /// </summary>
    public IDisposable Pause()
    {
        pauses++;
        return new Pausing(this);
    }

    private sealed class Pausing(CallTracing tracing) : IDisposable
    {
        public void Dispose() => tracing.pauses--;
    }
}
