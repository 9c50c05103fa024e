namespace Temporalio.Workflows;

/// <summary>Options of a signal to another workflow.</summary>
public class ExternalWorkflowSignalOptions : ICloneable
{
    /// <summary>
    /// Gets or sets what takes the signal back while it is not sent. Default: <see cref="Workflow.CancellationToken"
    /// />.
    /// </summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>Creates a shallow copy.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone() => MemberwiseClone();
}
