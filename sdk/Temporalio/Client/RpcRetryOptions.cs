namespace Temporalio.Client;

/// <summary>How calls are retried. Without an instance the multiplier is 1.7, all else as stated here.</summary>
public class RpcRetryOptions : ICloneable
{
    /// <summary>Gets or sets the first wait. Default 100 milliseconds.</summary>
    public TimeSpan InitialInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Gets or sets the part of each wait that is left to chance. Default 0.2.</summary>
    public float RandomizationFactor { get; set; } = 0.2f;

    /// <summary>Gets or sets the factor by which each wait grows. Default 1.5.</summary>
    public float Multiplier { get; set; } = 1.5f;

    /// <summary>Gets or sets the longest wait. Default 5 seconds.</summary>
    public TimeSpan MaxInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the time after which no further attempt is made. Default 10 seconds; null: none.</summary>
    public TimeSpan? MaxElapsedTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the largest number of attempts. Default 10; 0: no limit.</summary>
    public int MaxRetries { get; set; } = 10;

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
