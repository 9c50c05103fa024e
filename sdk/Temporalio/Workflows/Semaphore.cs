namespace Temporalio.Workflows;

/// <summary>A semaphore for workflow code: who waits first is served first.</summary>
public class Semaphore
{
    private readonly LinkedList<object> waiters = [];

    /// <summary>Initializes a new instance of the <see cref="Semaphore" /> class.</summary>
    /// <param name="initialCount">Number of permits, also the largest; at least 1.</param>
    public Semaphore(int initialCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(initialCount, 1);
        Max = initialCount;
        CurrentCount = initialCount;
    }

    /// <summary>Gets the largest number of permits.</summary>
    public int Max { get; init; }

    /// <summary>Gets the permits that are free.</summary>
    public int CurrentCount { get; private set; }

    /// <summary>Takes a permit.</summary>
    /// <param name="cancellationToken">
    /// What cancels the wait; default <see cref="Workflow.CancellationToken" />.
    /// </param>
    /// <returns>Task that ends with the permit.</returns>
    public Task WaitAsync(CancellationToken? cancellationToken = null) => WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Takes a permit, if one is free in time.</summary>
    /// <param name="millisecondsTimeout">Longest wait; zero for none, -1 for ever.</param>
    /// <param name="cancellationToken">
    /// What cancels the wait; default <see cref="Workflow.CancellationToken" />.
    /// </param>
    /// <returns>Whether it was taken.</returns>
    public Task<bool> WaitAsync(int millisecondsTimeout, CancellationToken? cancellationToken = null) =>
        WaitAsync(TimeSpan.FromMilliseconds(millisecondsTimeout), cancellationToken);

    /// <summary>Takes a permit, if one is free in time.</summary>
    /// <param name="timeout">Longest wait; zero for none, <see cref="Timeout.InfiniteTimeSpan" /> for ever.</param>
    /// <param name="cancellationToken">
    /// What cancels the wait; default <see cref="Workflow.CancellationToken" />.
    /// </param>
    /// <returns>Whether it was taken.</returns>
    public async Task<bool> WaitAsync(TimeSpan timeout, CancellationToken? cancellationToken = null)
    {
        (cancellationToken ?? Workflow.CancellationToken).ThrowIfCancellationRequested();
        if (CurrentCount > 0 && waiters.Count == 0)
        {
            CurrentCount--;
            return true;
        }

        if (timeout == TimeSpan.Zero)
        {
            return false;
        }

        var me = waiters.AddLast(new object());
        try
        {
            if (!await Workflow.WaitConditionAsync(
                () => CurrentCount > 0 && waiters.First == me, timeout, cancellationToken))
            {
                return false;
            }

            CurrentCount--;
            return true;
        }
        finally
        {
            waiters.Remove(me);
        }
    }

    /// <summary>Gives a permit back.</summary>
    /// <exception cref="InvalidOperationException">All permits are free.</exception>
    public void Release()
    {
        if (CurrentCount == Max)
        {
            throw new InvalidOperationException("All permits of the semaphore are free already");
        }

        CurrentCount++;
    }
}
