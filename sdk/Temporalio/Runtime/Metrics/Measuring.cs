using System.Diagnostics;

namespace Temporalio.Runtime.Metrics;

/// <summary>
/// Writes the SDK's own metrics. Meters are code of others: one that throws is told of, and stops neither calls nor
/// tasks.
/// </summary>
internal static class Measuring
{
    public static void Count(this CustomCounter<long> counter, CustomMeter at)
    {
        if (at.IsOn)
        {
            Safely(() => counter.Add(1, at));
        }
    }

    public static void Set(this CustomGauge<long> gauge, CustomMeter at, long value)
    {
        if (at.IsOn)
        {
            Safely(() => gauge.Set(value, at));
        }
    }

    /// <summary>A time between clocks of two machines may come out negative.</summary>
    public static void Took(this CustomHistogram<TimeSpan> histogram, CustomMeter at, TimeSpan span)
    {
        if (at.IsOn)
        {
            Safely(() => histogram.Record(span < TimeSpan.Zero ? TimeSpan.Zero : span, at));
        }
    }

    public static CustomMeter Tagged(this CustomMeter meter, params KeyValuePair<string, object>[] tags)
    {
        var tagged = meter;
        if (meter.IsOn)
        {
            Safely(() => tagged = meter.With(tags));
        }

        return tagged;
    }

    private static void Safely(Action write)
    {
        try
        {
            write();
        }
        catch (Exception broken)
        {
            Trace.TraceError("A metric was not written: {0}", broken);
        }
    }
}
