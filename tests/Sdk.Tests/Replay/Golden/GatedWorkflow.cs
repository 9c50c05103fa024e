using Temporalio.Workflows;

namespace Sdk.Tests.Replay.Golden;

/// <summary>
/// Base of the recorded workflows: a first part, a gate that the recorder opens by a signal, and a second part. What is
/// to happen to a run - eviction, a failed task - happens at the gate.
/// </summary>
public abstract class GatedWorkflow
{
    private static int failures;

    private bool isOpen;

    /// <summary>Gets a value indicating whether the first part is over.</summary>
    [WorkflowQuery("waiting")]
    public bool IsWaiting { get; private set; }

    /// <summary>Makes the next task that opens a gate fail, once.</summary>
    public static void FailNextTask() => Interlocked.Exchange(ref failures, 1);

    /// <summary>Opens the gate.</summary>
    [WorkflowSignal("go")]
    public Task GoAsync()
    {
        if (!Workflow.Unsafe.IsReplaying && Interlocked.Exchange(ref failures, 0) == 1)
        {
            throw new InvalidOperationException("This task fails, as it was asked to");
        }

        isOpen = true;
        return Task.CompletedTask;
    }

    protected async Task GateAsync()
    {
        IsWaiting = true;
        await Workflow.WaitConditionAsync(() => isOpen);
        IsWaiting = false;
    }
}
