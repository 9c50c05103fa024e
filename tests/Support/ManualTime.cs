namespace Tests.Support;

/// <summary>A clock that stands still until a test moves it, and fires timers on the way.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Lock sync = new();
    private readonly List<ManualTimer> timers = [];
    private DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (sync)
        {
            return now;
        }
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, firing what falls due in order.</summary>
    public void Advance(TimeSpan by)
    {
        DateTimeOffset until;
        lock (sync)
        {
            until = now + by;
        }

        while (true)
        {
            ManualTimer? next;
            lock (sync)
            {
                next = timers.Where(t => t.Due <= until).MinBy(t => t.Due);
                now = next?.Due > now ? next.Due!.Value : next == null ? until : now;
                if (next != null)
                {
                    timers.Remove(next);
                    next.Due = null;
                }
            }

            if (next == null)
            {
                return;
            }

            next.Fire();
        }
    }

    /// <summary>Waits until somebody waits for the clock for at least this long and at most that long.</summary>
    public async Task WaitForTimerAsync(TimeSpan atLeast, TimeSpan atMost)
    {
        while (true)
        {
            Task next;
            lock (sync)
            {
                if (timers.Any(t => t.Due - now >= atLeast && t.Due - now <= atMost))
                {
                    return;
                }

                next = changed.Task;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(20));
        }
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public DateTimeOffset? Due { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.sync)
            {
                time.timers.Remove(this);
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : time.now + dueTime;
                if (Due != null)
                {
                    time.timers.Add(this);
                }

                time.changed.TrySetResult();
                time.changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
