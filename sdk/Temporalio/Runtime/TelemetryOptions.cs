namespace Temporalio.Runtime;

/// <summary>Logs and metrics of a runtime.</summary>
public class TelemetryOptions : ICloneable
{
    /// <summary>Gets or sets the logs.</summary>
    public LoggingOptions? Logging { get; set; } = new();

    /// <summary>Gets or sets the metrics. Default null: they go nowhere.</summary>
    public MetricsOptions? Metrics { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (TelemetryOptions)MemberwiseClone();
        copy.Logging = (LoggingOptions?)Logging?.Clone();
        copy.Metrics = (MetricsOptions?)Metrics?.Clone();
        return copy;
    }
}
