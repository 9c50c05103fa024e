using System.Diagnostics.Metrics;
using Temporalio.Runtime;

namespace Temporalio.Extensions.DiagnosticSource;

/// <summary>A counter.</summary>
internal sealed class MeterCounter<T>(Counter<T> counter) : ICustomMetricCounter<T>
    where T : struct
{
    public void Add(T value, object tags) => counter.Add(value, ((MeterTags)tags).List);
}
