namespace Temporalio.Runtime;

/// <summary>What turns metrics into those of some library. Has to be safe for use from many threads.</summary>
public interface ICustomMetricMeter
{
    /// <summary>Makes a counter.</summary>
    /// <typeparam name="T">Always <see cref="long"/>.</typeparam>
    /// <param name="name">Name.</param>
    /// <param name="unit">Unit; null for none.</param>
    /// <param name="description">Description; null for none.</param>
    /// <returns>The counter.</returns>
    ICustomMetricCounter<T> CreateCounter<T>(string name, string? unit, string? description)
        where T : struct;

    /// <summary>Makes a histogram.</summary>
    /// <typeparam name="T">
    /// <see cref="long"/>, <see cref="double"/>, or <see cref="TimeSpan"/> where the options ask for it.
    /// </typeparam>
    /// <param name="name">Name.</param>
    /// <param name="unit">Unit; null for none.</param>
    /// <param name="description">Description; null for none.</param>
    /// <returns>The histogram.</returns>
    ICustomMetricHistogram<T> CreateHistogram<T>(string name, string? unit, string? description)
        where T : struct;

    /// <summary>Makes a gauge.</summary>
    /// <typeparam name="T"><see cref="long"/> or <see cref="double"/>.</typeparam>
    /// <param name="name">Name.</param>
    /// <param name="unit">Unit; null for none.</param>
    /// <param name="description">Description; null for none.</param>
    /// <returns>The gauge.</returns>
    ICustomMetricGauge<T> CreateGauge<T>(string name, string? unit, string? description)
        where T : struct;

    /// <summary>Makes what is given back with each value.</summary>
    /// <param name="appendFrom">Tags to append to, made here before; null for none.</param>
    /// <param name="tags">Tags. Values are <see cref="string"/>, <see cref="long"/>, <see cref="double"/> or
    /// <see cref="bool"/>.</param>
    /// <returns>The tags.</returns>
    object CreateTags(object? appendFrom, IReadOnlyCollection<KeyValuePair<string, object>> tags);
}
