namespace Temporalio.Worker;

/// <summary>
/// Runs workflow code on a thread of its own, so that code that blocks starves nobody, and watches that it gives way.
/// </summary>
internal sealed class WorkflowRunThread(TimeSpan limit)
{
    private Task last = Task.CompletedTask;

    /// <summary>Gets a value indicating whether code from an earlier call never came back.</summary>
    public bool IsStuck => !last.IsCompleted;

    /// <summary>Gets a task that ends when no code runs any more.</summary>
    public Task Idle => last.ContinueWith(
        static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>Runs work to its end.</summary>
    /// <exception cref="WorkflowRunDeadlockException">It did not give way; it may still be running.</exception>
    public async Task<T> RunAsync<T>(Func<WorkflowRunProgress, T> work)
    {
        var progress = new WorkflowRunProgress();
        var task = Start(() => work(progress));
        last = task;
        while (limit != Timeout.InfiniteTimeSpan && !task.IsCompleted)
        {
            var seen = progress.Activations;
            using var stop = new CancellationTokenSource();
            await Task.WhenAny(task, Task.Delay(limit, stop.Token));
            await stop.CancelAsync();
            if (!task.IsCompleted && progress.Activations == seen)
            {
                throw new WorkflowRunDeadlockException(limit);
            }
        }

        return await task;
    }

    // Ambient values of whoever polled must not reach workflow code: on replay they would differ.
    private static Task<T> Start<T>(Func<T> work)
    {
        using var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        return Task.Factory.StartNew(
            work,
            CancellationToken.None,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default);
    }
}
