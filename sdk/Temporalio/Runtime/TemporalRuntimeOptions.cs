namespace Temporalio.Runtime;

/// <summary>Options of a runtime.</summary>
public class TemporalRuntimeOptions : ICloneable
{
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
    public virtual object Clone() => MemberwiseClone();
}
