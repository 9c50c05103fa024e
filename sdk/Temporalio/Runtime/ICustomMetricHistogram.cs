namespace Temporalio.Runtime;

/// <summary>Histogram of a custom meter.</summary>
/// <typeparam name="T">Type of its values: <see cref="long"/>, <see cref="double"/> or
/// <see cref="TimeSpan"/>.</typeparam>
public interface ICustomMetricHistogram<T> : ICustomMetric<T>
    where T : struct
{
    /// <summary>Records a value.</summary>
    /// <param name="value">Value.</param>
    /// <param name="tags">What <see cref="ICustomMetricMeter.CreateTags"/> made.</param>
    void Record(T value, object tags);
}
