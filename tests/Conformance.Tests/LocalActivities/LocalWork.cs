using Temporalio.Activities;
using Temporalio.Exceptions;

namespace Conformance.Tests.LocalActivities;

/// <summary>What the workflows of this folder carry out within their tasks.</summary>
public sealed class LocalWork
{
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int begun;

    /// <summary>Gets how many attempts began.</summary>
    public int Begun => Volatile.Read(ref begun);

    /// <summary>Gets a task that ends when one that waits has begun.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets a task that ends when one that waits was asked to stop.</summary>
    public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends those that wait.</summary>
    public void Open() => open.TrySetResult();

    [Activity]
    public string Do(string word)
    {
        Interlocked.Increment(ref begun);
        return word + "!";
    }

    [Activity]
    public string FailFirst(string word)
    {
        Interlocked.Increment(ref begun);
        return ActivityExecutionContext.Current.Info.Attempt > 1
            ? word + "!"
            : throw new ApplicationFailureException("not yet", errorType: "NotYet");
    }

    [Activity]
    public string Fail(string word) =>
        throw new ApplicationFailureException(word, errorType: "ForGood", nonRetryable: true, details: [word]);

    [Activity]
    public async Task<string> WaitAsync(string word)
    {
        Interlocked.Increment(ref begun);
        Waiting.TrySetResult();
        try
        {
            await open.Task.WaitAsync(ActivityExecutionContext.Current.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            Stopped.TrySetResult();
            throw;
        }

        return word + "!";
    }
}
