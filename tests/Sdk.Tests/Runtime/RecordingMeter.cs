using System.Collections.Concurrent;
using Temporalio.Runtime;

namespace Sdk.Tests.Runtime;

/// <summary>A meter that keeps every value.</summary>
internal sealed class RecordingMeter : ICustomMetricMeter
{
    private readonly ConcurrentQueue<Sample> samples = new();
    private readonly ConcurrentQueue<(string Name, string Kind, string? Unit)> instruments = new();

    public IReadOnlyList<Sample> Samples => [.. samples];

    public IReadOnlyList<(string Name, string Kind, string? Unit)> Instruments => [.. instruments];

    public TemporalRuntime Runtime(string? prefix = null) => new(new(new TelemetryOptions
    {
        Metrics = new() { CustomMetricMeter = this, AttachServiceName = false, MetricPrefix = prefix },
    }));

    /// <summary>The values of a metric whose tags have all of these.</summary>
    public IReadOnlyList<double> Values(string name, params (string Key, object Value)[] tags) =>
    [
        .. samples
            .Where(sample => sample.Name == name)
            .Where(sample => tags.All(
                tag => sample.Tags.TryGetValue(tag.Key, out var found) && found.Equals(tag.Value)))
            .Select(sample => sample.Value),
    ];

    public double Sum(string name, params (string Key, object Value)[] tags) => Values(name, tags).Sum();

    public ICustomMetricCounter<T> CreateCounter<T>(string name, string? unit, string? description)
        where T : struct => Instrument<T>(name, "counter", unit);

    public ICustomMetricHistogram<T> CreateHistogram<T>(string name, string? unit, string? description)
        where T : struct => Instrument<T>(name, "histogram", unit);

    public ICustomMetricGauge<T> CreateGauge<T>(string name, string? unit, string? description)
        where T : struct => Instrument<T>(name, "gauge", unit);

    public object CreateTags(object? appendFrom, IReadOnlyCollection<KeyValuePair<string, object>> tags)
    {
        var all = new Dictionary<string, object>(
            (IReadOnlyDictionary<string, object>?)appendFrom ?? new Dictionary<string, object>());
        foreach (var (key, value) in tags)
        {
            all[key] = value;
        }

        return all;
    }

    private Written<T> Instrument<T>(string name, string kind, string? unit)
        where T : struct
    {
        instruments.Enqueue((name, kind, unit));
        return new(this, name);
    }

    internal sealed record Sample(string Name, double Value, IReadOnlyDictionary<string, object> Tags);

    private sealed class Written<T>(RecordingMeter meter, string name)
        : ICustomMetricCounter<T>, ICustomMetricHistogram<T>, ICustomMetricGauge<T>
        where T : struct
    {
        public void Add(T value, object tags) => Write(value, tags);

        public void Record(T value, object tags) => Write(value, tags);

        public void Set(T value, object tags) => Write(value, tags);

        private void Write(T value, object tags) => meter.samples.Enqueue(new(
            name,
            Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture),
            (IReadOnlyDictionary<string, object>)tags));
    }
}
