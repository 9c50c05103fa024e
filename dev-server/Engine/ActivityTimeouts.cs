namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The time limits of an activity, zero for none: from its scheduling to its close, to its start, from start to close,
/// and between heartbeats.
/// </summary>
internal readonly record struct ActivityTimeouts(
    TimeSpan Whole, TimeSpan Queued, TimeSpan Running, TimeSpan Heartbeat)
{
    /// <summary>What is wrong with them; null for nothing.</summary>
    public string? Fault
    {
        get
        {
            if (Whole < TimeSpan.Zero || Queued < TimeSpan.Zero || Running < TimeSpan.Zero || Heartbeat < TimeSpan.Zero)
            {
                return "A timeout of an activity is negative.";
            }

            return Whole == TimeSpan.Zero && Running == TimeSpan.Zero
                ? "A valid StartToClose or ScheduleToCloseTimeout is not set on command."
                : null;
        }
    }

    /// <summary>What is not given follows from what is, and nothing exceeds the run.</summary>
    public ActivityTimeouts Complete(TimeSpan runTimeout)
    {
        var (whole, queued, running) = Whole > TimeSpan.Zero
            ? (Whole, Times.Tighter(Queued, Whole), Times.Tighter(Running, Whole))
            : (runTimeout, Queued == TimeSpan.Zero ? runTimeout : Queued, Running);
        running = Times.Tighter(running, runTimeout);
        return new ActivityTimeouts(
            Times.Tighter(whole, runTimeout),
            queued == TimeSpan.Zero ? queued : Times.Tighter(queued, runTimeout),
            running,
            Heartbeat > running ? running : Heartbeat);
    }
}
