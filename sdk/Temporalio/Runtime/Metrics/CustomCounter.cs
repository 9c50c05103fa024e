using Temporalio.Common;

namespace Temporalio.Runtime.Metrics;

/// <summary>Counter of a custom meter.</summary>
internal sealed class CustomCounter<T>(
    CustomMeter meter, ICustomMetricCounter<long>? writer, string name, string? unit, string? description)
    : MetricCounter<T>(name, unit, description)
    where T : struct
{
    public override void Add(T value, IEnumerable<KeyValuePair<string, object>>? extraTags = null)
    {
        if (meter.TagsFor(extraTags) is { } tags)
        {
            writer?.Add(MetricValues.ToInt64(value), tags);
        }
    }

    /// <summary>Adds with the tags of another meter.</summary>
    public void Add(T value, CustomMeter at)
    {
        if (at.TagsFor(null) is { } tags)
        {
            writer?.Add(MetricValues.ToInt64(value), tags);
        }
    }

    public override MetricCounter<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags) =>
        new CustomCounter<T>(meter.With(tags), writer, Name, Unit, Description);
}
