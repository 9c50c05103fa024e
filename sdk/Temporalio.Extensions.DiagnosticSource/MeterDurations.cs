using System.Diagnostics.Metrics;
using Temporalio.Runtime;

namespace Temporalio.Extensions.DiagnosticSource;

/// <summary>A histogram of durations, in whole milliseconds: instruments know no time spans.</summary>
internal sealed class MeterDurations(Histogram<long> histogram, bool isUntraced) : ICustomMetricHistogram<TimeSpan>
{
    public void Record(TimeSpan value, object tags)
    {
        using var pause = isUntraced ? Recording.Pause() : null;
        histogram.Record((long)value.TotalMilliseconds, ((MeterTags)tags).List);
    }
}
