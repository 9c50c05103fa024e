namespace Temporalio.Client;

/// <summary>Options of describing an activity without a workflow.</summary>
public class ActivityDescribeOptions : ICloneable
{
    /// <summary>Gets or sets the token of the description before, to wait for a change.</summary>
    public byte[]? LongPollToken { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (ActivityDescribeOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
