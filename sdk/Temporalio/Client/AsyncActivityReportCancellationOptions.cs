namespace Temporalio.Client;

/// <summary>Options of a report that an activity was cancelled.</summary>
public class AsyncActivityReportCancellationOptions : ICloneable
{
    /// <summary>Gets or sets values that stand in the history.</summary>
    public IReadOnlyCollection<object?>? Details { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (AsyncActivityReportCancellationOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
