using Google.Protobuf.Collections;
using Temporalio.Api.Schedule.V1;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>One form for all ways to write a spec: structured calendars and intervals, defaults filled in.</summary>
internal static class SpecForm
{
    public static ScheduleSpec Of(ScheduleSpec spec)
    {
#pragma warning disable CS0612 // Deprecated, and still read.
        var texts = spec.Calendar.Count + spec.ExcludeCalendar.Count + spec.CronString.Count;
        if (texts > 0 || !spec.TimezoneData.IsEmpty)
#pragma warning restore CS0612
        {
            throw RpcError.Unimplemented("Calendars as text, cron strings and time zone data are not read.");
        }

        var form = spec.Clone();
        foreach (var calendar in form.StructuredCalendar)
        {
            SpecChecks.Check(calendar);
        }

        foreach (var interval in form.Interval)
        {
            SpecChecks.Check(interval);
        }

        foreach (var calendar in form.StructuredCalendar.Concat(form.ExcludeStructuredCalendar))
        {
            FillIn(calendar);
        }

        return form;
    }

    private static void FillIn(StructuredCalendarSpec spec)
    {
        RepeatedField<Range>[] fields =
            [spec.Second, spec.Minute, spec.Hour, spec.DayOfMonth, spec.Month, spec.Year, spec.DayOfWeek];
        foreach (var range in fields.SelectMany(field => field))
        {
            range.End = Math.Max(range.Start, range.End);
            range.Step = range.Step == 0 ? 1 : range.Step;
        }
    }
}
