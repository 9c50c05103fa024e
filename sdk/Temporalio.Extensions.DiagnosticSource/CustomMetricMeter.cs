using System.Diagnostics.Metrics;
using Temporalio.Runtime;

namespace Temporalio.Extensions.DiagnosticSource;

/// <summary>Sends metrics to a <see cref="System.Diagnostics.Metrics.Meter"/>, for any exporter of .NET.</summary>
public class CustomMetricMeter : ICustomMetricMeter
{
    private readonly bool isUntraced;

    /// <summary>Initializes a new instance of the <see cref="CustomMetricMeter"/> class.</summary>
    /// <param name="meter">Meter.</param>
    /// <param name="disableWorkflowTracingEventListener">
    /// Whether exporters may use other schedulers and timers while workflow code records, which otherwise fails its
    /// task.
    /// </param>
    public CustomMetricMeter(Meter meter, bool disableWorkflowTracingEventListener = false)
    {
        Meter = meter;
        isUntraced = disableWorkflowTracingEventListener;
    }

    /// <summary>Gets the meter.</summary>
    public Meter Meter { get; private init; }

    /// <inheritdoc />
    public ICustomMetricCounter<T> CreateCounter<T>(string name, string? unit, string? description)
        where T : struct => new MeterCounter<T>(Meter.CreateCounter<T>(name, unit, description), isUntraced);

    /// <inheritdoc />
    public ICustomMetricHistogram<T> CreateHistogram<T>(string name, string? unit, string? description)
        where T : struct => typeof(T) == typeof(TimeSpan)
        ? (ICustomMetricHistogram<T>)(object)new MeterDurations(
            Meter.CreateHistogram<long>(name, unit == "duration" ? "ms" : unit, description), isUntraced)
        : new MeterHistogram<T>(Meter.CreateHistogram<T>(name, unit, description), isUntraced);

    /// <inheritdoc />
    public ICustomMetricGauge<T> CreateGauge<T>(string name, string? unit, string? description)
        where T : struct
    {
        var gauge = new MeterGauge<T>(name);
        Meter.CreateObservableGauge(name, gauge.Snapshot, unit, description);
        return gauge;
    }

    /// <inheritdoc />
    public object CreateTags(object? appendFrom, IReadOnlyCollection<KeyValuePair<string, object>> tags) =>
        MeterTags.Of((MeterTags?)appendFrom, tags);
}
