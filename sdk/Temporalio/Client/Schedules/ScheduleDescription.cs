using Temporalio.Api.WorkflowService.V1;
using Temporalio.Common;
using Temporalio.Converters;

namespace Temporalio.Client.Schedules;

/// <summary>A schedule as the server describes it.</summary>
public class ScheduleDescription
{
    private readonly Lazy<IReadOnlyDictionary<string, IEncodedRawValue>> memo;
    private readonly Lazy<SearchAttributeCollection> searchAttributes;

    internal ScheduleDescription(
        string id, Schedule schedule, ScheduleInfo info, DescribeScheduleResponse raw, DataConverter converter)
    {
        Id = id;
        Schedule = schedule;
        Info = info;
        memo = new(() => EncodedRawValue.Of(raw.Memo, converter));
        searchAttributes = new(() => SearchAttributeCollection.FromProto(raw.SearchAttributes ?? new()));
    }

    /// <summary>Gets the schedule id.</summary>
    public string Id { get; }

    /// <summary>Gets what it has done and will do.</summary>
    public ScheduleInfo Info { get; }

    /// <summary>Gets the memo, converted when asked for.</summary>
    public IReadOnlyDictionary<string, IEncodedRawValue> Memo => memo.Value;

    /// <summary>Gets the schedule.</summary>
    public Schedule Schedule { get; }

    /// <summary>Gets the search attributes of the schedule itself.</summary>
    public SearchAttributeCollection TypedSearchAttributes => searchAttributes.Value;
}
