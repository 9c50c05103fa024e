namespace Temporalio.Client;

/// <summary>Options of a list of activities without a workflow.</summary>
public class ActivityListOptions : ICloneable
{
    /// <summary>Gets or sets the largest number of results. Default 0: all.</summary>
    public int Limit { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (ActivityListOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
