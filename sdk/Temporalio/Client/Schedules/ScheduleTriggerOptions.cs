using Temporalio.Api.Enums.V1;

namespace Temporalio.Client.Schedules;

/// <summary>Options of an action taken at once.</summary>
public class ScheduleTriggerOptions : ICloneable
{
    /// <summary>Gets or sets what happens when the action before still runs. Default: as the schedule says.</summary>
    public ScheduleOverlapPolicy Overlap { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (ScheduleTriggerOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
