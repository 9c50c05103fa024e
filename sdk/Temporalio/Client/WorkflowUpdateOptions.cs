namespace Temporalio.Client;

/// <summary>Options of an update.</summary>
public class WorkflowUpdateOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="WorkflowUpdateOptions"/> class.</summary>
    public WorkflowUpdateOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WorkflowUpdateOptions"/> class.</summary>
    /// <param name="id">Update id.</param>
    public WorkflowUpdateOptions(string id) => Id = id;

    /// <summary>Gets or sets the update id, by which repeated requests are one. Default null: a new one.</summary>
    public string? Id { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (WorkflowUpdateOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
