namespace Temporalio.Runtime;

/// <summary>Gauge of a custom meter.</summary>
/// <typeparam name="T">Type of its values: <see cref="long"/>, <see cref="double"/> or
/// <see cref="TimeSpan"/>.</typeparam>
public interface ICustomMetricGauge<T> : ICustomMetric<T>
    where T : struct
{
    /// <summary>Sets it.</summary>
    /// <param name="value">Value.</param>
    /// <param name="tags">What <see cref="ICustomMetricMeter.CreateTags"/> made.</param>
    void Set(T value, object tags);
}
