namespace Temporalio.Runtime;

/// <summary>Counter of a custom meter.</summary>
/// <typeparam name="T">Type of its values: <see cref="long"/>, <see cref="double"/> or
/// <see cref="TimeSpan"/>.</typeparam>
public interface ICustomMetricCounter<T> : ICustomMetric<T>
    where T : struct
{
    /// <summary>Adds to it.</summary>
    /// <param name="value">Value.</param>
    /// <param name="tags">What <see cref="ICustomMetricMeter.CreateTags"/> made.</param>
    void Add(T value, object tags);
}
