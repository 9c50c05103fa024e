namespace Temporalio.Workflows;

/// <summary>A mutex for workflow code: who waits first is served first. Not reentrant.</summary>
public class Mutex
{
    private readonly Semaphore semaphore = new(1);

    /// <summary>Takes the mutex.</summary>
    /// <param name="cancellationToken">
    /// What cancels the wait; default <see cref="Workflow.CancellationToken" />.
    /// </param>
    /// <returns>Task that ends with the mutex.</returns>
    public Task WaitOneAsync(CancellationToken? cancellationToken = null) => semaphore.WaitAsync(cancellationToken);

    /// <summary>Takes the mutex, if it is free in time.</summary>
    /// <param name="millisecondsTimeout">Longest wait; zero for none, -1 for ever.</param>
    /// <param name="cancellationToken">
    /// What cancels the wait; default <see cref="Workflow.CancellationToken" />.
    /// </param>
    /// <returns>Whether it was taken.</returns>
    public Task<bool> WaitOneAsync(int millisecondsTimeout, CancellationToken? cancellationToken = null) =>
        semaphore.WaitAsync(millisecondsTimeout, cancellationToken);

    /// <summary>Takes the mutex, if it is free in time.</summary>
    /// <param name="timeout">Longest wait; zero for none, <see cref="Timeout.InfiniteTimeSpan" /> for ever.</param>
    /// <param name="cancellationToken">
    /// What cancels the wait; default <see cref="Workflow.CancellationToken" />.
    /// </param>
    /// <returns>Whether it was taken.</returns>
    public Task<bool> WaitOneAsync(TimeSpan timeout, CancellationToken? cancellationToken = null) =>
        semaphore.WaitAsync(timeout, cancellationToken);

    /// <summary>Gives the mutex back.</summary>
    /// <exception cref="InvalidOperationException">Nobody holds it.</exception>
    public void ReleaseMutex() => semaphore.Release();
}
