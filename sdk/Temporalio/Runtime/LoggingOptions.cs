namespace Temporalio.Runtime;

/// <summary>
/// Logs of the official SDK's native core. Here there is none: everything is logged through the logger factory of
/// client and
/// worker.
/// </summary>
public class LoggingOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="LoggingOptions"/> class.</summary>
    public LoggingOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="LoggingOptions"/> class.</summary>
    /// <param name="filter">Filter; without effect.</param>
    public LoggingOptions(TelemetryFilterOptions filter) => Filter = filter;

    /// <summary>Gets or sets the filter. Without effect: filter the logger factory.</summary>
    public TelemetryFilterOptions Filter { get; set; } = new();

    /// <summary>Gets or sets the forwarding of the core's logs. Only null is supported.</summary>
    /// <exception cref="NotSupportedException">A value was set.</exception>
    public LogForwardingOptions? Forwarding
    {
        get => null;
        set => NativeOnly.Refuse(value, "Forwarding of the core's logs");
    }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
