namespace Temporalio.Workflows;

/// <summary>Options of a Nexus operation, which this SDK does not support.</summary>
public class NexusWorkflowOperationOptions : ICloneable
{
    /// <summary>Gets or sets the time limit of the whole operation.</summary>
    public TimeSpan? ScheduleToCloseTimeout { get; set; }

    /// <summary>Gets or sets the time limit until its start.</summary>
    public TimeSpan? ScheduleToStartTimeout { get; set; }

    /// <summary>Gets or sets the time limit since its start.</summary>
    public TimeSpan? StartToCloseTimeout { get; set; }

    /// <summary>Gets or sets what cancelling it waits for.</summary>
    public NexusOperationCancellationType CancellationType { get; set; }

    /// <summary>Gets or sets one line that user interfaces show.</summary>
    public string? Summary { get; set; }

    /// <summary>Gets or sets what cancels it. Default null: the workflow's.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
