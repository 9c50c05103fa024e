namespace Sdk.Tests.Client;

/// <summary>A clock that stands still until the test steps it to the next timer. For code that runs on the test's own thread.</summary>
internal sealed class StepClock : TimeProvider
{
    private readonly List<StepTimer> timers = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by) => now += by;

    /// <summary>Goes to the nearest timer, fires it on this thread and says how long the way was.</summary>
    public TimeSpan StepToNextTimer()
    {
        var next = timers.MinBy(timer => timer.Due) ?? throw new InvalidOperationException("Nobody waits for the clock");
        var way = next.Due - now;
        now = next.Due;
        timers.Remove(next);
        next.Fire();
        return way;
    }

    private sealed class StepTimer(StepClock clock, Action fire) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.timers.Remove(this);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Due = clock.now + dueTime;
                clock.timers.Add(this);
            }

            return true;
        }

        public void Dispose() => clock.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
