using Temporalio.Exceptions;

namespace Temporalio.Worker.Polling;

/// <summary>
/// One endless poll: take a slot, poll, hand the task over, again. Ends when it is told to stop, and throws only when a
/// failure is final.
/// </summary>
/// <typeparam name="TTask">What a poll brings.</typeparam>
internal sealed class Poller<TTask>
    where TTask : class
{
    /// <summary>Gets the queue that is polled.</summary>
    public required PollKind Kind { get; init; }

    /// <summary>Gets the slots that this poller shares with others.</summary>
    public required PollSlots Slots { get; init; }

    /// <summary>Gets what sends one poll; null means that there was nothing.</summary>
    public required Func<CancellationToken, Task<TTask?>> PollAsync { get; init; }

    /// <summary>Gets what takes a task together with its slot. Must not throw and must not wait.</summary>
    public required Action<TTask> Dispatch { get; init; }

    /// <summary>Gets the state of the connection, shared with the other pollers of the worker.</summary>
    public required PollerHealth Health { get; init; }

    /// <summary>Gets the clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Gets the limit of polls per second, shared with the other pollers; null for none.</summary>
    public PollPacer? Pacer { get; init; }

    /// <summary>Gets what says how many of these pollers may poll at once; null for all.</summary>
    public PollScale? Scale { get; init; }

    public async Task RunAsync(PollStop stop)
    {
        while (!stop.NoMore.IsCancellationRequested)
        {
            try
            {
                await (Scale?.EnterAsync(stop.NoMore) ?? Task.CompletedTask).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stop.NoMore.IsCancellationRequested)
            {
                return;
            }
            try
            {
                await PollInTurnAsync(stop).ConfigureAwait(false);
            }
            finally
            {
                Scale?.Leave();
            }
        }
    }

    private async Task PollInTurnAsync(PollStop stop)
    {
        try
        {
            await Slots.BeginPollAsync(Kind, stop.NoMore).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.NoMore.IsCancellationRequested)
        {
            return;
        }
        await PollOnceAsync(stop).ConfigureAwait(false);
    }

    private async Task PollOnceAsync(PollStop stop)
    {
        TTask? task = null;
        try
        {
            task = await PollWithRetryAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            Slots.EndPoll(Kind, gotTask: task != null);
        }
        if (task != null)
        {
            Dispatch(task);
        }
    }

    private async Task<TTask?> PollWithRetryAsync(PollStop stop)
    {
        var started = Time.GetUtcNow();
        for (var failures = 1; ; failures++)
        {
            try
            {
                await PaceAsync(stop.NoMore).ConfigureAwait(false);
                var task = await PollAsync(stop.CutOff).ConfigureAwait(false);
                Health.Worked();
                return task;
            }
            catch (Exception e) when (
                e is RpcException or OperationCanceledException && stop.NoMore.IsCancellationRequested)
            {
                return null;
            }
            catch (RpcException e)
            {
                var scale = PollScale.IsAnswer(e.Code) ? Scale : null;
                var inRow = scale?.Failed(e.Code) ?? failures;
                if (PollRetry.DelayAfter(e.Code, inRow, Time.GetUtcNow() - started) is not { } delay)
                {
                    throw;
                }
                if (!PollRetry.IsEmptyPoll(e.Code))
                {
                    Health.Failed(e);
                }
                if (!await WaitAsync(delay, stop.NoMore).ConfigureAwait(false) || scale != null)
                {
                    return null;
                }
            }
        }
    }

    private async Task PaceAsync(CancellationToken stop)
    {
        if (Pacer == null)
        {
            return;
        }
        TimeSpan wait;
        lock (Pacer)
        {
            wait = Pacer.Reserve(Time.GetUtcNow());
        }
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, Time, stop).ConfigureAwait(false);
        }
    }

    private async Task<bool> WaitAsync(TimeSpan delay, CancellationToken stop)
    {
        try
        {
            // Jitter of 20 %, so that the workers of a fleet do not come back in step.
            await Task.Delay(delay * (0.8 + (0.4 * Random.Shared.NextDouble())), Time, stop).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
