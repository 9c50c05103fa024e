namespace Temporalio.Common;

/// <summary>A metric: a histogram.</summary>
/// <typeparam name="T">Type of its values.</typeparam>
public abstract class MetricHistogram<T> : Metric<T>
    where T : struct
{
    /// <summary>Initializes a new instance of the <see cref="MetricHistogram{T}"/> class.</summary>
    /// <param name="name">Name.</param>
    /// <param name="unit">Unit; null for none.</param>
    /// <param name="description">Description; null for none.</param>
    protected MetricHistogram(string name, string? unit = null, string? description = null)
        : base(name, unit, description)
    {
    }

    /// <summary>Records a value.</summary>
    /// <param name="value">Value.</param>
    /// <param name="extraTags">Tags of this value alone; null for none.</param>
    public abstract void Record(T value, IEnumerable<KeyValuePair<string, object>>? extraTags = null);

    /// <summary>Makes this metric with more tags.</summary>
    /// <param name="tags">Tags. Values are strings, whole or real numbers, or booleans.</param>
    /// <returns>The metric with the tags of this one and these.</returns>
    public abstract MetricHistogram<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags);
}
