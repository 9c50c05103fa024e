using Temporalio.Common;

namespace Temporalio.Runtime.Metrics;

/// <summary>Histogram of a custom meter.</summary>
internal sealed class CustomHistogram<T>(
    CustomMeter meter, Action<T, object>? writer, string name, string? unit, string? description)
    : MetricHistogram<T>(name, unit, description)
    where T : struct
{
    public override void Record(T value, IEnumerable<KeyValuePair<string, object>>? extraTags = null)
    {
        if (meter.TagsFor(extraTags) is { } tags)
        {
            writer?.Invoke(value, tags);
        }
    }

    /// <summary>Records with the tags of another meter.</summary>
    public void Record(T value, CustomMeter at)
    {
        if (at.TagsFor(null) is { } tags)
        {
            writer?.Invoke(value, tags);
        }
    }

    public override MetricHistogram<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags) =>
        new CustomHistogram<T>(meter.With(tags), writer, Name, Unit, Description);
}
