namespace Temporalio.Workflows;

/// <summary>Options of waiting for a condition.</summary>
public class WaitConditionOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="WaitConditionOptions" /> class.</summary>
    public WaitConditionOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WaitConditionOptions" /> class.</summary>
    /// <param name="conditionCheck">Condition.</param>
    /// <param name="timeout">Longest wait.</param>
    /// <param name="timeoutSummary">One line for people about the timer.</param>
    /// <param name="cancellationToken">What cancels the wait.</param>
    public WaitConditionOptions(
        Func<bool> conditionCheck,
        TimeSpan? timeout = null,
        string? timeoutSummary = null,
        CancellationToken? cancellationToken = null)
    {
        ConditionCheck = conditionCheck;
        Timeout = timeout;
        TimeoutSummary = timeoutSummary;
        CancellationToken = cancellationToken;
    }

    /// <summary>Gets or sets the condition. It must be pure: it is asked often, and at times that vary.</summary>
    public Func<bool>? ConditionCheck { get; set; }

    /// <summary>Gets or sets the longest wait. Default: for ever.</summary>
    public TimeSpan? Timeout { get; set; }

    /// <summary>Gets or sets one line for people about the timer.</summary>
    public string? TimeoutSummary { get; set; }

    /// <summary>Gets or sets what cancels the wait. Default: <see cref="Workflow.CancellationToken" />.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>Creates a shallow copy.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone() => MemberwiseClone();
}
