using System.Diagnostics.Metrics;
using Temporalio.Runtime;

namespace Temporalio.Extensions.DiagnosticSource;

/// <summary>A counter.</summary>
internal sealed class MeterCounter<T>(Counter<T> counter, bool isUntraced) : ICustomMetricCounter<T>
    where T : struct
{
    public void Add(T value, object tags)
    {
        using var pause = isUntraced ? Recording.Pause() : null;
        counter.Add(value, ((MeterTags)tags).List);
    }
}
