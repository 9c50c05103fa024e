using System.Diagnostics.Metrics;
using Temporalio.Runtime;

namespace Temporalio.Extensions.DiagnosticSource;

/// <summary>A histogram.</summary>
internal sealed class MeterHistogram<T>(Histogram<T> histogram, bool isUntraced) : ICustomMetricHistogram<T>
    where T : struct
{
    public void Record(T value, object tags)
    {
        using var pause = isUntraced ? Recording.Pause() : null;
        histogram.Record(value, ((MeterTags)tags).List);
    }
}
