namespace Temporalio.Workflows;

/// <summary>Options of a delay.</summary>
public class DelayOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="DelayOptions" /> class.</summary>
    public DelayOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="DelayOptions" /> class.</summary>
    /// <param name="millisecondsDelay">Delay in milliseconds; -1 for ever.</param>
    /// <param name="summary">One line for people.</param>
    /// <param name="cancellationToken">What cancels the delay.</param>
    public DelayOptions(int millisecondsDelay, string? summary = null, CancellationToken? cancellationToken = null)
        : this(TimeSpan.FromMilliseconds(millisecondsDelay), summary, cancellationToken)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="DelayOptions" /> class.</summary>
    /// <param name="delay">Delay; <see cref="Timeout.InfiniteTimeSpan" /> for ever.</param>
    /// <param name="summary">One line for people.</param>
    /// <param name="cancellationToken">What cancels the delay.</param>
    public DelayOptions(TimeSpan delay, string? summary = null, CancellationToken? cancellationToken = null)
    {
        Delay = delay;
        Summary = summary;
        CancellationToken = cancellationToken;
    }

    /// <summary>Gets or sets the delay. Zero is one millisecond.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Gets or sets one line for people, shown by tools.</summary>
    public string? Summary { get; set; }

    /// <summary>Gets or sets what cancels the delay. Default: <see cref="Workflow.CancellationToken" />.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>Creates a shallow copy.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone() => MemberwiseClone();
}
