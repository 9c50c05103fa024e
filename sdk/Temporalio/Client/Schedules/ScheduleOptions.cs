using Temporalio.Common;

namespace Temporalio.Client.Schedules;

/// <summary>Options of making a schedule.</summary>
public class ScheduleOptions : ICloneable
{
    /// <summary>Gets or sets a value indicating whether one action is taken at once.</summary>
    public bool TriggerImmediately { get; set; }

    /// <summary>Gets or sets stretches of the past whose actions are taken at once. Default null: none.</summary>
    public IReadOnlyCollection<ScheduleBackfill>? Backfills { get; set; }

    /// <summary>Gets or sets values that stand beside the schedule and are not searched.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>Gets or sets the search attributes of the schedule, not of its workflows.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (ScheduleOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
