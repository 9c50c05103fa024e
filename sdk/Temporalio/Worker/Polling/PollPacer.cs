namespace Temporalio.Worker.Polling;

/// <summary>Spaces out starts evenly to a rate. Pure: the caller waits.</summary>
internal sealed class PollPacer
{
    private readonly TimeSpan interval;
    private DateTimeOffset next = DateTimeOffset.MinValue;

    public PollPacer(double perSecond) => interval = TimeSpan.FromSeconds(1 / perSecond);

    /// <summary>Reserves the next start.</summary>
    /// <param name="now">Current time.</param>
    /// <returns>How long to wait for it.</returns>
    public TimeSpan Reserve(DateTimeOffset now)
    {
        var start = next > now ? next : now;
        next = start + interval;
        return start - now;
    }
}
