namespace Temporalio.Runtime;

/// <summary>Options of a custom meter.</summary>
public class CustomMetricMeterOptions : ICloneable
{
    /// <summary>How a histogram of durations gets its values.</summary>
    public enum DurationFormat
    {
        /// <summary>As <see cref="long"/> milliseconds.</summary>
        IntegerMilliseconds,

        /// <summary>As <see cref="double"/> seconds.</summary>
        FloatSeconds,

        /// <summary>As <see cref="System.TimeSpan"/>.</summary>
        TimeSpan,
    }

    /// <summary>Gets or sets the form of durations. Default whole milliseconds.</summary>
    public DurationFormat HistogramDurationFormat { get; set; } = DurationFormat.IntegerMilliseconds;

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
