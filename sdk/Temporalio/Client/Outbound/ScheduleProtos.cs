using Google.Protobuf.WellKnownTypes;
using Temporalio.Client.Schedules;
using Temporalio.Converters;
using Proto = Temporalio.Api.Schedule.V1;

namespace Temporalio.Client.Outbound;

/// <summary>What of schedules is plain data, both ways.</summary>
internal static class ScheduleProtos
{
    public static Proto.Schedule ToProto(Schedule schedule, Proto.ScheduleAction action) => new()
    {
        Action = action,
        Spec = ToProto(schedule.Spec),
        Policies = new()
        {
            OverlapPolicy = schedule.Policy.Overlap,
            CatchupWindow = Duration.FromTimeSpan(schedule.Policy.CatchupWindow),
            PauseOnFailure = schedule.Policy.PauseOnFailure,
        },
        State = new()
        {
            Notes = schedule.State.Note ?? string.Empty,
            Paused = schedule.State.Paused,
            LimitedActions = schedule.State.LimitedActions,
            RemainingActions = schedule.State.RemainingActions,
        },
    };

    public static Proto.BackfillRequest ToProto(ScheduleBackfill backfill) => new()
    {
        StartTime = Timestamp.FromDateTime(backfill.StartAt),
        EndTime = Timestamp.FromDateTime(backfill.EndAt),
        OverlapPolicy = backfill.Overlap,
    };

    public static Schedule FromProto(Proto.Schedule schedule, ScheduleAction action) =>
        new(action, FromProto(schedule.Spec))
        {
            Policy = schedule.Policies is { } policies
                ? new()
                {
                    Overlap = policies.OverlapPolicy,
                    CatchupWindow = policies.CatchupWindow?.ToTimeSpan() ?? new SchedulePolicy().CatchupWindow,
                    PauseOnFailure = policies.PauseOnFailure,
                }
                : new(),
            State = schedule.State is { } state
                ? new()
                {
                    Note = Text(state.Notes),
                    Paused = state.Paused,
                    LimitedActions = state.LimitedActions,
                    RemainingActions = state.RemainingActions,
                }
                : new(),
        };

    public static ScheduleInfo FromProto(Proto.ScheduleInfo info) => new(
        info.ActionCount,
        info.MissedCatchupWindow,
        info.OverlapSkipped,
        [.. info.RunningWorkflows.Select(Execution)],
        [.. info.RecentActions.Select(FromProto)],
        [.. info.FutureActionTimes.Select(time => time.ToDateTime())],
        info.CreateTime?.ToDateTime() ?? default,
        info.UpdateTime?.ToDateTime());

    public static ScheduleListDescription FromProto(Proto.ScheduleListEntry entry, DataConverter converter)
    {
        // Lists may know a new schedule by its id alone.
        if (entry.Info is not { } info)
        {
            return new(entry, null, null, converter);
        }

        var schedule = new ScheduleListSchedule(
            new ScheduleListActionStartWorkflow(info.WorkflowType?.Name ?? string.Empty),
            FromProto(info.Spec ?? new()),
            new(Text(info.Notes), info.Paused));
        var listed = new ScheduleListInfo(
            [.. info.RecentActions.Select(FromProto)],
            [.. info.FutureActionTimes.Select(time => time.ToDateTime())]);
        return new(entry, schedule, listed, converter);
    }

    private static Proto.ScheduleSpec ToProto(ScheduleSpec spec)
    {
        var proto = new Proto.ScheduleSpec
        {
            StartTime = spec.StartAt is { } start ? Timestamp.FromDateTime(start) : null,
            EndTime = spec.EndAt is { } end ? Timestamp.FromDateTime(end) : null,
            Jitter = spec.Jitter is { } jitter ? Duration.FromTimeSpan(jitter) : null,
            TimezoneName = spec.TimeZoneName ?? string.Empty,
        };
        proto.StructuredCalendar.AddRange(spec.Calendars.Select(ToProto));
        proto.ExcludeStructuredCalendar.AddRange(spec.Skip.Select(ToProto));
        proto.CronString.AddRange(spec.CronExpressions);
        proto.Interval.AddRange(spec.Intervals.Select(interval => new Proto.IntervalSpec
        {
            Interval = Duration.FromTimeSpan(interval.Every),
            Phase = interval.Offset is { } offset ? Duration.FromTimeSpan(offset) : null,
        }));
        return proto;
    }

    private static ScheduleSpec FromProto(Proto.ScheduleSpec spec) => new()
    {
        Calendars = [.. spec.StructuredCalendar.Select(FromProto)],
        Intervals =
        [
            .. spec.Interval.Select(interval => new ScheduleIntervalSpec(
                interval.Interval.ToTimeSpan(), interval.Phase?.ToTimeSpan())),
        ],
        CronExpressions = [.. spec.CronString],
        Skip = [.. spec.ExcludeStructuredCalendar.Select(FromProto)],
        StartAt = spec.StartTime?.ToDateTime(),
        EndAt = spec.EndTime?.ToDateTime(),
        Jitter = spec.Jitter?.ToTimeSpan(),
        TimeZoneName = Text(spec.TimezoneName),
    };

    private static Proto.StructuredCalendarSpec ToProto(ScheduleCalendarSpec calendar)
    {
        var proto = new Proto.StructuredCalendarSpec { Comment = calendar.Comment ?? string.Empty };
        proto.Second.AddRange(calendar.Second.Select(ToProto));
        proto.Minute.AddRange(calendar.Minute.Select(ToProto));
        proto.Hour.AddRange(calendar.Hour.Select(ToProto));
        proto.DayOfMonth.AddRange(calendar.DayOfMonth.Select(ToProto));
        proto.Month.AddRange(calendar.Month.Select(ToProto));
        proto.Year.AddRange(calendar.Year.Select(ToProto));
        proto.DayOfWeek.AddRange(calendar.DayOfWeek.Select(ToProto));
        return proto;
    }

    private static ScheduleCalendarSpec FromProto(Proto.StructuredCalendarSpec calendar) => new()
    {
        Second = [.. calendar.Second.Select(FromProto)],
        Minute = [.. calendar.Minute.Select(FromProto)],
        Hour = [.. calendar.Hour.Select(FromProto)],
        DayOfMonth = [.. calendar.DayOfMonth.Select(FromProto)],
        Month = [.. calendar.Month.Select(FromProto)],
        Year = [.. calendar.Year.Select(FromProto)],
        DayOfWeek = [.. calendar.DayOfWeek.Select(FromProto)],
        Comment = Text(calendar.Comment),
    };

    private static Proto.Range ToProto(ScheduleRange range) =>
        new() { Start = range.Start, End = range.End, Step = range.Step };

    private static ScheduleRange FromProto(Proto.Range range) => new(range.Start, range.End, range.Step);

    private static ScheduleActionResult FromProto(Proto.ScheduleActionResult result) => new(
        result.ScheduleTime?.ToDateTime() ?? default,
        result.ActualTime?.ToDateTime() ?? default,
        Execution(result.StartWorkflowResult ?? new()));

    private static ScheduleActionExecutionStartWorkflow Execution(Api.Common.V1.WorkflowExecution execution) =>
        new(execution.WorkflowId, execution.RunId);

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
