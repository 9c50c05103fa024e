namespace Temporalio.Runtime.Metrics;

/// <summary>What is measured of one activity attempt.</summary>
internal sealed class ActivityMetrics(SdkInstruments instruments, CustomMeter at, DateTimeOffset? scheduled)
{
    public void Ended(TimeSpan took) => instruments.ActivityExecutionLatency.Took(at, took);

    public void Succeeded(DateTimeOffset now)
    {
        if (scheduled is { } since)
        {
            instruments.ActivitySucceedEndToEndLatency.Took(at, now - since);
        }
    }

    public void Failed() => instruments.ActivityExecutionFailed.Count(at);
}
