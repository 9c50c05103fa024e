using System.Diagnostics;
using System.Diagnostics.Metrics;
using Temporalio.Runtime;

namespace Temporalio.Extensions.DiagnosticSource;

/// <summary>A gauge: keeps the last value of each set of tags until it is asked for it.</summary>
internal sealed class MeterGauge<T>(string name) : ICustomMetricGauge<T>
    where T : struct
{
    private const int MostSets = 50_000;

    private readonly Lock sync = new();
    private readonly Dictionary<MeterTags, Measurement<T>> last = [];

    public void Set(T value, object tags)
    {
        var set = (MeterTags)tags;
        lock (sync)
        {
            if (last.Count >= MostSets && !last.ContainsKey(set))
            {
                // Tags with ever new values, such as ids, would grow without end.
                Trace.TraceWarning("Gauge {0} dropped a value: it has values for {1} sets of tags", name, MostSets);
                return;
            }

            last[set] = new(value, set.List);
        }
    }

    public Measurement<T>[] Snapshot()
    {
        lock (sync)
        {
            return [.. last.Values];
        }
    }
}
