namespace Temporalio.Client;

/// <summary>Options of a page of a list of activities without a workflow.</summary>
public class ActivityListPaginatedOptions : ICloneable
{
    /// <summary>Gets or sets the size of the page. Default 0: the server decides.</summary>
    public int PageSize { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (ActivityListPaginatedOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
