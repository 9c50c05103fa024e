using Temporalio.Common;

namespace Temporalio.Runtime.Metrics;

/// <summary>Gauge of a custom meter.</summary>
internal sealed class CustomGauge<T>(
    CustomMeter meter, Action<T, object>? writer, string name, string? unit, string? description)
    : MetricGauge<T>(name, unit, description)
    where T : struct
{
    public override void Set(T value, IEnumerable<KeyValuePair<string, object>>? extraTags = null)
    {
        if (meter.TagsFor(extraTags) is { } tags)
        {
            writer?.Invoke(value, tags);
        }
    }

    /// <summary>Sets with the tags of another meter.</summary>
    public void Set(T value, CustomMeter at)
    {
        if (at.TagsFor(null) is { } tags)
        {
            writer?.Invoke(value, tags);
        }
    }

    public override MetricGauge<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags) =>
        new CustomGauge<T>(meter.With(tags), writer, Name, Unit, Description);
}
