using System.Diagnostics.Metrics;
using Temporalio.Runtime;

namespace Temporalio.Extensions.DiagnosticSource;

/// <summary>A histogram.</summary>
internal sealed class MeterHistogram<T>(Histogram<T> histogram) : ICustomMetricHistogram<T>
    where T : struct
{
    public void Record(T value, object tags) => histogram.Record(value, ((MeterTags)tags).List);
}
