namespace Temporalio.Client.Schedules;

/// <summary>Options of a list of schedules.</summary>
public class ScheduleListOptions : ICloneable
{
    /// <summary>Gets or sets a list filter. Default null: all.</summary>
    public string? Query { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (ScheduleListOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
