namespace Temporalio.Common;

/// <summary>Makes metrics. Those of workflow code do not count on replay.</summary>
public abstract class MetricMeter
{
    /// <summary>Initializes a new instance of the <see cref="MetricMeter"/> class.</summary>
    protected MetricMeter()
    {
    }

    /// <summary>Makes a counter.</summary>
    /// <typeparam name="T">A whole number type.</typeparam>
    /// <param name="name">Name.</param>
    /// <param name="unit">Unit; null for none.</param>
    /// <param name="description">Description; null for none.</param>
    /// <returns>The counter.</returns>
    /// <exception cref="ArgumentException">The type is not supported.</exception>
    public abstract MetricCounter<T> CreateCounter<T>(string name, string? unit = null, string? description = null)
        where T : struct;

    /// <summary>Makes a histogram.</summary>
    /// <typeparam name="T">A whole or real number type, or <see cref="TimeSpan"/>.</typeparam>
    /// <param name="name">Name.</param>
    /// <param name="unit">Unit; null for none.</param>
    /// <param name="description">Description; null for none.</param>
    /// <returns>The histogram.</returns>
    /// <exception cref="ArgumentException">The type is not supported.</exception>
    public abstract MetricHistogram<T> CreateHistogram<T>(string name, string? unit = null, string? description = null)
        where T : struct;

    /// <summary>Makes a gauge.</summary>
    /// <typeparam name="T">A whole or real number type.</typeparam>
    /// <param name="name">Name.</param>
    /// <param name="unit">Unit; null for none.</param>
    /// <param name="description">Description; null for none.</param>
    /// <returns>The gauge.</returns>
    /// <exception cref="ArgumentException">The type is not supported.</exception>
    public abstract MetricGauge<T> CreateGauge<T>(string name, string? unit = null, string? description = null)
        where T : struct;

    /// <summary>Makes this meter with more tags.</summary>
    /// <param name="tags">Tags of all its metrics. Values are strings, whole or real numbers, or booleans.</param>
    /// <returns>The meter with the tags of this one and these.</returns>
    public abstract MetricMeter WithTags(IEnumerable<KeyValuePair<string, object>> tags);
}
