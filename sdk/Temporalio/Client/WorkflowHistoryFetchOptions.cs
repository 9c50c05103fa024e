using Temporalio.Api.Enums.V1;

namespace Temporalio.Client;

/// <summary>Options of reading a history.</summary>
public class WorkflowHistoryFetchOptions : ICloneable
{
    /// <summary>Gets or sets which events. Default all.</summary>
    public HistoryEventFilterType EventFilterType { get; set; } = HistoryEventFilterType.AllEvent;

    /// <summary>Gets or sets a value indicating whether archives are left out.</summary>
    public bool SkipArchival { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (WorkflowHistoryFetchOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
