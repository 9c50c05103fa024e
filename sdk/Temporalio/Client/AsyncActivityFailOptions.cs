namespace Temporalio.Client;

/// <summary>Options of a failure report.</summary>
public class AsyncActivityFailOptions : ICloneable
{
    /// <summary>Gets or sets values of a last heartbeat.</summary>
    public IReadOnlyCollection<object?>? LastHeartbeatDetails { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (AsyncActivityFailOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
