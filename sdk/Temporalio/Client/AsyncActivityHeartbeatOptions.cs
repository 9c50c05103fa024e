namespace Temporalio.Client;

/// <summary>Options of a heartbeat.</summary>
public class AsyncActivityHeartbeatOptions : ICloneable
{
    /// <summary>Gets or sets values that the next attempt can read.</summary>
    public IReadOnlyCollection<object?>? Details { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (AsyncActivityHeartbeatOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
