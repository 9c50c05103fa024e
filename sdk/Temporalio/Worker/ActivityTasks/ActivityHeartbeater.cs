using Temporalio.Api.Common.V1;

namespace Temporalio.Worker.ActivityTasks;

/// <summary>
/// Sends the heartbeats of one attempt: the first at once, then one per interval, always the newest. The interval counts
/// from when a request was issued, so that a slow one does not lengthen it.
/// </summary>
internal sealed class ActivityHeartbeater : IDisposable
{
    private readonly Func<IReadOnlyCollection<Payload>, CancellationToken, Task<bool>> send;
    private readonly TimeSpan interval;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource ended = new();
    private readonly Lock sync = new();
    private IReadOnlyCollection<Payload>? pending;
    private Task pump = Task.CompletedTask;
    private bool pumping;
    private bool stopped;

    /// <param name="interval">Shortest time between two requests.</param>
    /// <param name="time">Clock.</param>
    /// <param name="send">Sends details; false when they did not arrive and are to be sent again. Does not throw.</param>
    public ActivityHeartbeater(
        TimeSpan interval,
        TimeProvider time,
        Func<IReadOnlyCollection<Payload>, CancellationToken, Task<bool>> send)
    {
        this.interval = interval;
        this.time = time;
        this.send = send;
    }

    /// <summary>The shortest time between two heartbeats of an attempt.</summary>
    /// <param name="heartbeatTimeout">Its heartbeat timeout, null for none.</param>
    /// <param name="withoutTimeout">Interval when there is no timeout.</param>
    /// <param name="max">Longest interval.</param>
    public static TimeSpan IntervalFor(TimeSpan? heartbeatTimeout, TimeSpan withoutTimeout, TimeSpan max)
    {
        var wanted = heartbeatTimeout * 0.8 ?? withoutTimeout;
        return wanted < max ? wanted : max;
    }

    /// <summary>Takes details; what came before and was not sent yet is forgotten. After the end this does nothing.</summary>
    public void Record(IReadOnlyCollection<Payload> details)
    {
        lock (sync)
        {
            if (stopped)
            {
                return;
            }
            pending = details;
            if (!pumping)
            {
                pumping = true;
                pump = Task.Run(PumpAsync);
            }
        }
    }

    /// <summary>Ends the heartbeats.</summary>
    /// <param name="flush">Whether to send what was not sent yet, so that the next attempt can see it.</param>
    public async Task StopAsync(bool flush)
    {
        Task running;
        lock (sync)
        {
            stopped = true;
            running = pump;
        }
        await ended.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
        if (flush && pending is { } last)
        {
            await send(last, CancellationToken.None).ConfigureAwait(false);
        }
    }

    public void Dispose() => ended.Dispose();

    private async Task PumpAsync()
    {
        while (true)
        {
            IReadOnlyCollection<Payload> details;
            lock (sync)
            {
                if (stopped || pending == null)
                {
                    pumping = false;
                    return;
                }
                details = pending;
                pending = null;
            }
            var issued = time.GetUtcNow();
            if (!await send(details, ended.Token).ConfigureAwait(false))
            {
                lock (sync)
                {
                    pending ??= details;
                }
            }
            await WaitAsync(issued + interval - time.GetUtcNow()).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(TimeSpan wait)
    {
        if (wait <= TimeSpan.Zero)
        {
            return;
        }
        try
        {
            await Task.Delay(wait, time, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The attempt ended; the loop sees that.
        }
    }
}
