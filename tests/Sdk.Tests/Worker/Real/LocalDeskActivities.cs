using System.Collections.Concurrent;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace Sdk.Tests.Worker.Real;

/// <summary>What <see cref="LocalDesk"/> carries out.</summary>
public sealed class LocalDeskActivities
{
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int begun;

    /// <summary>Gets how often an attempt began.</summary>
    public int Begun => Volatile.Read(ref begun);

    /// <summary>Gets a task that ends when the first attempt that waits has begun.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => open.TrySetResult();

    [Activity]
    public string Twice(int number)
    {
        Interlocked.Increment(ref begun);
        return $"{2 * number}";
    }

    [Activity]
    public string Fail(int number)
    {
        Interlocked.Increment(ref begun);
        throw new ApplicationFailureException($"no {number}");
    }

    /// <summary>Waits until it is opened or asked to stop.</summary>
    [Activity]
    public async Task<string> WaitAsync(int number)
    {
        Interlocked.Increment(ref begun);
        Waiting.TrySetResult();
        await open.Task.WaitAsync(ActivityExecutionContext.Current.CancellationToken);
        return $"waited {number}";
    }
}
