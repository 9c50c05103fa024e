using Google.Protobuf.Collections;
using Temporalio.Api.Schedule.V1;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>One form for all ways to write a spec: structured calendars and intervals, defaults filled in.</summary>
internal static class SpecForm
{
    public static ScheduleSpec Of(ScheduleSpec spec)
    {
        var form = spec.Clone();
        ReadCalendars(form);
        ReadCronStrings(form);
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

    private static void ReadCalendars(ScheduleSpec form)
    {
        form.StructuredCalendar.Add(form.Calendar.Select(CalendarText.Read));
        form.Calendar.Clear();
#pragma warning disable CS0612 // Deprecated, and still read.
        form.ExcludeStructuredCalendar.Add(form.ExcludeCalendar.Select(CalendarText.Read));
        form.ExcludeCalendar.Clear();
#pragma warning restore CS0612
    }

    private static void ReadCronStrings(ScheduleSpec form)
    {
        string? zoneName = null;
        foreach (var cron in form.CronString.Select(CronText.Read))
        {
            // Also a string that names no zone disagrees with one that does.
            if (zoneName is not null && cron.ZoneName != zoneName)
            {
                throw ConflictingZones();
            }

            zoneName = cron.ZoneName;
            form.StructuredCalendar.Add(cron.Calendar is null ? [] : [cron.Calendar]);
            form.Interval.Add(cron.Interval is null ? [] : [cron.Interval]);
        }

        form.CronString.Clear();
        if (string.IsNullOrEmpty(zoneName))
        {
            return;
        }

        if ((form.TimezoneName.Length > 0 && form.TimezoneName != zoneName) || !form.TimezoneData.IsEmpty)
        {
            throw ConflictingZones();
        }

        form.TimezoneName = zoneName;
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

    private static RpcError ConflictingZones() => SpecFault.Of("conflicting timezone names");
}
