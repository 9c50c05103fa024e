namespace Temporalio.Workflows;

/// <summary>Options of a Nexus client of a workflow, which this SDK does not support: making one throws.</summary>
public class NexusWorkflowClientOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="NexusWorkflowClientOptions"/> class.</summary>
    public NexusWorkflowClientOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="NexusWorkflowClientOptions"/> class.</summary>
    /// <param name="endpoint">Endpoint.</param>
    public NexusWorkflowClientOptions(string endpoint) => Endpoint = endpoint;

    /// <summary>Gets or sets the endpoint.</summary>
    public string? Endpoint { get; set; }

    /// <inheritdoc />
    public virtual object Clone() => MemberwiseClone();
}
