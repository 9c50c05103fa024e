namespace Temporalio.Runtime.Metrics;

/// <summary>What is measured of the attempts of one local activity.</summary>
internal sealed class LocalActivityMetrics(SdkInstruments instruments, CustomMeter at)
{
    public void Started() => instruments.LocalActivityTotal.Count(at);

    public void Ended(TimeSpan took) => instruments.LocalActivityExecutionLatency.Took(at, took);

    public void Succeeded(TimeSpan sinceScheduled) =>
        instruments.LocalActivitySucceedEndToEndLatency.Took(at, sinceScheduled);

    public void Failed() => instruments.LocalActivityExecutionFailed.Count(at);

    public void Canceled() => instruments.LocalActivityExecutionCancelled.Count(at);
}
