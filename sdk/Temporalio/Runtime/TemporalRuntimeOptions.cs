namespace Temporalio.Runtime;

/// <summary>Options of a runtime.</summary>
public class TemporalRuntimeOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="TemporalRuntimeOptions"/> class.</summary>
    public TemporalRuntimeOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TemporalRuntimeOptions"/> class.</summary>
    /// <param name="telemetry">Logs and metrics.</param>
    public TemporalRuntimeOptions(TelemetryOptions telemetry) => Telemetry = telemetry;

    /// <summary>Gets or sets logs and metrics.</summary>
    public TelemetryOptions Telemetry { get; set; } = new();

    /// <summary>
    /// Gets or sets a value indicating whether nothing about this machine is reported. Without effect: nothing ever is.
    /// </summary>
    public bool DisableEnvironmentInfo { get; set; }

    /// <summary>
    /// Gets or sets how often workers report to the server. Default null: never, which is all there is yet.
    /// </summary>
    /// <exception cref="NotSupportedException">A value was set: worker heartbeats are not there.</exception>
    public TimeSpan? WorkerHeartbeatInterval
    {
        get => null;
        set
        {
            if (value is not null)
            {
                throw new NotSupportedException("Worker heartbeats are not supported by this SDK yet");
            }
        }
    }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (TemporalRuntimeOptions)MemberwiseClone();
        copy.Telemetry = (TelemetryOptions)Telemetry.Clone();
        return copy;
    }
}
