using Temporalio.Activities;

namespace Testing.Tests;

/// <summary>Works until it is let go.</summary>
public sealed class SlowActivities
{
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource MayEnd { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Activity]
    public Task WorkAsync()
    {
        Started.TrySetResult();
        return MayEnd.Task;
    }
}
