namespace Temporalio.Worker;

/// <summary>
/// Runs workflow code on a thread of its own, so that code that blocks starves nobody, and watches that it gives way.
/// </summary>
internal sealed class WorkflowRunThread(TimeSpan limit)
{
    // More threads than this only keep each other from the processors, until none gets on within its limit: so it is
    // when a worker comes new and replays hundreds of runs.
    private static readonly SemaphoreSlim Turns = new(Math.Max(4, 2 * Environment.ProcessorCount));

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
        // Whoever debugs holds a thread for as long as it takes.
        if (limit == Timeout.InfiniteTimeSpan)
        {
            var unwatched = Start(() => work(new()));
            last = unwatched;
            return await unwatched;
        }

        await Turns.WaitAsync();
        try
        {
            return await WatchAsync(work);
        }
        finally
        {
            Turns.Release();
        }
    }

    private async Task<T> WatchAsync<T>(Func<WorkflowRunProgress, T> work)
    {
        var progress = new WorkflowRunProgress();
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var task = Start(() =>
        {
            begun.SetResult();
            return work(progress);
        });
        last = task;
        await begun.Task;
        while (!task.IsCompleted)
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
