using Temporalio.Api.Common.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>A schedule as lists see it: officially that is the memo of its hidden run.</summary>
internal static class ScheduleListings
{
    private const string Keyword = "Keyword";
    private const string Bool = "Bool";

    public static WorkflowExecutionInfo Of(ScheduleEntry entry)
    {
        var state = entry.State;
        var itself = new WorkflowExecution
        {
            WorkflowId = ScheduleNames.WorkflowId(state.ScheduleId),
            RunId = state.RunId,
        };
        var memo = state.Memo?.Clone() ?? new Memo();
        memo.Fields[ScheduleNames.MemoField] = SchedulePayloads.Bytes(Info(entry));
        var attributes = state.SearchAttributes?.Clone() ?? new SearchAttributes();
        attributes.IndexedFields[ScheduleNames.PausedField] =
            SchedulePayloads.Json(state.Schedule.State.Paused, Bool);
        attributes.IndexedFields[ScheduleNames.DivisionField] =
            SchedulePayloads.Json(ScheduleNames.Division, Keyword);
        return new WorkflowExecutionInfo
        {
            Execution = itself,
            RootExecution = itself,
            Type = new WorkflowType { Name = ScheduleNames.WorkflowType },
            TaskQueue = ScheduleNames.TaskQueue,
            StartTime = state.Info.CreateTime,
            ExecutionTime = state.Info.CreateTime,
            CloseTime = state.CloseTime,
            Status = state.Status,
            Memo = memo,
            SearchAttributes = attributes,
        };
    }

    /// <summary>The entry of a list, from what <see cref="Of"/> made.</summary>
    public static ScheduleListEntry Read(WorkflowExecutionInfo listing)
    {
        var (memo, attributes) = (listing.Memo.Clone(), listing.SearchAttributes.Clone());
        var info = ScheduleListInfo.Parser.ParseFrom(memo.Fields[ScheduleNames.MemoField].Data);
        memo.Fields.Remove(ScheduleNames.MemoField);
        attributes.IndexedFields.Remove(ScheduleNames.PausedField);
        attributes.IndexedFields.Remove(ScheduleNames.DivisionField);
        return new ScheduleListEntry
        {
            ScheduleId = listing.Execution.WorkflowId[ScheduleNames.WorkflowIdPrefix.Length..],
            Memo = memo.Fields.Count > 0 ? memo : null,
            SearchAttributes = attributes.IndexedFields.Count > 0 ? attributes : null,
            Info = info,
        };
    }

    private static ScheduleListInfo Info(ScheduleEntry entry)
    {
        var schedule = entry.State.Schedule;
        var spec = schedule.Spec.Clone();
        spec.TimezoneData = Google.Protobuf.ByteString.Empty;
        Cut(spec.StructuredCalendar);
        Cut(spec.ExcludeStructuredCalendar);
        Cut(spec.Interval);
        var draft = new ScheduleDraft(entry.State, entry.Spec, entry.State.LastProcessedTime.ToDateTimeOffset());
        return new ScheduleListInfo
        {
            Spec = spec,
            WorkflowType = schedule.Action.StartWorkflow?.WorkflowType,
            Notes = schedule.State.Notes,
            Paused = schedule.State.Paused,
            RecentActions = { entry.State.Info.RecentActions.TakeLast(ScheduleLimits.ListedActions) },
            FutureActionTimes = { ScheduleTimes.Coming(draft, ScheduleLimits.ListedActions) },
        };
    }

    private static void Cut<T>(Google.Protobuf.Collections.RepeatedField<T> items)
    {
        while (items.Count > ScheduleLimits.ListedSpecItems)
        {
            items.RemoveAt(items.Count - 1);
        }
    }
}
