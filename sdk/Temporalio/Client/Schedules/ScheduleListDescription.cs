using Temporalio.Api.Schedule.V1;
using Temporalio.Common;
using Temporalio.Converters;

namespace Temporalio.Client.Schedules;

/// <summary>A schedule as lists show it.</summary>
public class ScheduleListDescription
{
    private readonly Lazy<IReadOnlyDictionary<string, IEncodedRawValue>> memo;
    private readonly Lazy<SearchAttributeCollection> searchAttributes;

    internal ScheduleListDescription(
        ScheduleListEntry raw, ScheduleListSchedule? schedule, ScheduleListInfo? info, DataConverter converter)
    {
        Id = raw.ScheduleId;
        Schedule = schedule;
        Info = info;
        memo = new(() => EncodedRawValue.Of(raw.Memo, converter));
        searchAttributes = new(() => SearchAttributeCollection.FromProto(raw.SearchAttributes ?? new()));
    }

    /// <summary>Gets the schedule id.</summary>
    public string Id { get; }

    /// <summary>Gets what it has done and will do; null until lists have it.</summary>
    public ScheduleListInfo? Info { get; }

    /// <summary>Gets the memo, converted when asked for.</summary>
    public IReadOnlyDictionary<string, IEncodedRawValue> Memo => memo.Value;

    /// <summary>Gets the schedule; null until lists have it.</summary>
    public ScheduleListSchedule? Schedule { get; }

    /// <summary>Gets the search attributes of the schedule itself.</summary>
    public SearchAttributeCollection TypedSearchAttributes => searchAttributes.Value;
}
