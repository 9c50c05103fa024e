namespace Temporalio.Common;

/// <summary>A metric: a counter.</summary>
/// <typeparam name="T">Type of its values.</typeparam>
public abstract class MetricCounter<T> : Metric<T>
    where T : struct
{
    /// <summary>Initializes a new instance of the <see cref="MetricCounter{T}"/> class.</summary>
    /// <param name="name">Name.</param>
    /// <param name="unit">Unit; null for none.</param>
    /// <param name="description">Description; null for none.</param>
    protected MetricCounter(string name, string? unit = null, string? description = null)
        : base(name, unit, description)
    {
    }

    /// <summary>Adds to it.</summary>
    /// <param name="value">Value.</param>
    /// <param name="extraTags">Tags of this value alone; null for none.</param>
    public abstract void Add(T value, IEnumerable<KeyValuePair<string, object>>? extraTags = null);

    /// <summary>Makes this metric with more tags.</summary>
    /// <param name="tags">Tags. Values are strings, whole or real numbers, or booleans.</param>
    /// <returns>The metric with the tags of this one and these.</returns>
    public abstract MetricCounter<T> WithTags(IEnumerable<KeyValuePair<string, object>> tags);
}
