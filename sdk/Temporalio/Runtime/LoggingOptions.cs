namespace Temporalio.Runtime;

/// <summary>
/// The SDK's own logs, those of connections and workers. They go through the logger factory of client and worker unless
/// they are forwarded.
/// </summary>
public class LoggingOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="LoggingOptions"/> class.</summary>
    public LoggingOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="LoggingOptions"/> class.</summary>
    /// <param name="filter">Filter.</param>
    public LoggingOptions(TelemetryFilterOptions filter) => Filter = filter;

    /// <summary>
    /// Gets or sets which logs are forwarded. Default warnings and errors. What goes to the logger factory is
    /// filtered there.
    /// </summary>
    public TelemetryFilterOptions Filter { get; set; } = new();

    /// <summary>Gets or sets where the logs go instead. Default null: to the logger factory.</summary>
    public LogForwardingOptions? Forwarding { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (LoggingOptions)MemberwiseClone();
        copy.Filter = (TelemetryFilterOptions)Filter.Clone();
        copy.Forwarding = (LogForwardingOptions?)Forwarding?.Clone();
        return copy;
    }
}
