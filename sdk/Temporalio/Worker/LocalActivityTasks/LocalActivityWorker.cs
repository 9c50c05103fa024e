using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Replay;
using Temporalio.Worker.ActivityTasks;

namespace Temporalio.Worker.LocalActivityTasks;

/// <summary>Carries out local activities for the workflows of a worker, each attempt in its own slot.</summary>
internal sealed class LocalActivityWorker : IDisposable
{
    private readonly WorkerSetup setup;
    private readonly ILogger logger;
    private readonly int capacity;
    private readonly SemaphoreSlim slots;
    private readonly CancellationTokenSource shutdown = new();
    private readonly CancellationTokenSource closed = new();
    private readonly ConcurrentDictionary<(string RunId, uint Seq), Task> running = new();
    private readonly Lock sync = new();
    private int held;

    public LocalActivityWorker(WorkerSetup setup)
    {
        this.setup = setup;
        logger = setup.Logger;
        Invoker = new(setup, logger);
        capacity = setup.Options.MaxConcurrentLocalActivities ?? TemporalWorkerOptions.DefaultSlots;
        slots = new(capacity, capacity);
        setup.Metrics.LocalActivitySlots(0, capacity);
    }

    /// <summary>Gets what runs code.</summary>
    public ActivityInvoker Invoker { get; }

    /// <summary>
    /// Gets the token that is set when the worker does not wait any more: what is under way is asked to stop, and
    /// nothing begins.
    /// </summary>
    public CancellationToken Closed => closed.Token;

    /// <summary>Throws for a type that is not registered here.</summary>
    /// <exception cref="InvalidOperationException">It is not.</exception>
    public void Require(string activityType)
    {
        if (Invoker.Find(activityType) is null)
        {
            throw new InvalidOperationException(Invoker.NotRegistered(activityType));
        }
    }

    /// <summary>Begins to carry one out. One of a dropped run that is the same has to end first.</summary>
    public void Begin(LocalActivityExecution execution)
    {
        var key = execution.Key;

        // On this thread until it waits: so slots go to those who asked first.
        var task = RunAsync(execution, running.GetValueOrDefault(key) ?? Task.CompletedTask);
        running[key] = task;

        // Only while no later one has taken the place.
        _ = task.ContinueWith(
            ended => running.TryRemove(new(key, ended)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Waits for a slot.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        Hold(1);
    }

    /// <summary>Gives a slot back.</summary>
    public void Leave()
    {
        Hold(-1);
        slots.Release();
    }

    public LocalActivityAttempt Attempt(
        WorkflowRunStart run, LocalActivityRequest request, int attempt, DateTimeOffset queued) =>
        new(setup, Invoker, logger, run, request, attempt, queued, shutdown.Token);

    public void NoteCanceled(ActivityInfo info) =>
        WorkerLog.ActivityReportsCancelled(logger, info.ActivityType, info.ActivityId);

    /// <summary>
    /// Tells what is under way that the worker shuts down, waits for the workflow tasks that wait for it, at most the
    /// graceful period, cancels what is left, and waits until no code runs any more.
    /// </summary>
    /// <param name="workflowTasks">Ends when no workflow task is under way.</param>
    public async Task ShutdownAsync(Task workflowTasks)
    {
        await shutdown.CancelAsync().ConfigureAwait(false);
        if (setup.Options.GracefulShutdownTimeout > TimeSpan.Zero)
        {
            using var graceful = new CancellationTokenSource();
            var grace = Task.Delay(setup.Options.GracefulShutdownTimeout, setup.Time, graceful.Token);
            await Task.WhenAny(workflowTasks, grace).ConfigureAwait(false);
            await graceful.CancelAsync().ConfigureAwait(false);
        }

        await closed.CancelAsync().ConfigureAwait(false);
        await workflowTasks.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(running.Values).ConfigureAwait(false);
    }

    public void Dispose()
    {
        shutdown.Dispose();
        closed.Dispose();
        slots.Dispose();
    }

    // Together, so that the last value measured is the last one that was.
    private void Hold(int more)
    {
        lock (sync)
        {
            held += more;
            setup.Metrics.LocalActivitySlots(held, capacity);
        }
    }

    private async Task RunAsync(LocalActivityExecution execution, Task before)
    {
        try
        {
            await execution.RunAsync(before).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            WorkerLog.LocalActivityBroken(logger, execution.Key.RunId, execution.Key.Seq, e);
        }
        finally
        {
            execution.Dispose();
        }
    }
}
