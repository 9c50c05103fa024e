using Temporalio.Runtime;

namespace Sdk.Tests.Runtime;

/// <summary>A meter of a library that fails on every value.</summary>
internal sealed class BrokenMeter : ICustomMetricMeter
{
    public ICustomMetricCounter<T> CreateCounter<T>(string name, string? unit, string? description)
        where T : struct => new Broken<T>();

    public ICustomMetricHistogram<T> CreateHistogram<T>(string name, string? unit, string? description)
        where T : struct => new Broken<T>();

    public ICustomMetricGauge<T> CreateGauge<T>(string name, string? unit, string? description)
        where T : struct => new Broken<T>();

    public object CreateTags(object? appendFrom, IReadOnlyCollection<KeyValuePair<string, object>> tags) =>
        tags.Count > 0 ? throw new InvalidOperationException("No tags today") : new object();

    private sealed class Broken<T> : ICustomMetricCounter<T>, ICustomMetricHistogram<T>, ICustomMetricGauge<T>
        where T : struct
    {
        public void Add(T value, object tags) => throw new InvalidOperationException("No counts today");

        public void Record(T value, object tags) => throw new InvalidOperationException("No records today");

        public void Set(T value, object tags) => throw new InvalidOperationException("No gauges today");
    }
}
