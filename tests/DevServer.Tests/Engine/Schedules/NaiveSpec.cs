using Google.Protobuf.Collections;
using Temporalio.Api.Schedule.V1;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>The oracle: whether a canonical spec has a moment at one second, and nothing cleverer than that.</summary>
internal sealed class NaiveSpec(ScheduleSpec spec)
{
    private readonly TimeZoneInfo zone =
        spec.TimezoneName.Length == 0 ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(spec.TimezoneName);

    private (long Quarter, TimeSpan Offset) known;

    public bool Has(DateTimeOffset time)
    {
        var local = time.ToOffset(OffsetAt(time));
        return
            (spec.Interval.Any(span => Has(span, time)) || spec.StructuredCalendar.Any(one => Has(one, local))) &&
            !spec.ExcludeStructuredCalendar.Any(calendar => Has(calendar, local)) &&
            (spec.StartTime is null || time > spec.StartTime.ToDateTimeOffset().AddSeconds(-1)) &&
            (spec.EndTime is null || time <= spec.EndTime.ToDateTimeOffset());
    }

    /// <summary>Clocks are set on the quarter of an hour only: within it, the zone need not be asked again.</summary>
    private TimeSpan OffsetAt(DateTimeOffset time)
    {
        var quarter = time.ToUnixTimeSeconds() / 900;
        known = known.Quarter == quarter ? known : (quarter, zone.GetUtcOffset(time));
        return known.Offset;
    }

    private static bool Has(IntervalSpec span, DateTimeOffset time) =>
        (time.ToUnixTimeSeconds() - (span.Phase?.Seconds ?? 0)) % span.Interval.Seconds == 0;

    private static bool Has(StructuredCalendarSpec calendar, DateTimeOffset local) =>
        Has(calendar.Second, local.Second) && Has(calendar.Minute, local.Minute) && Has(calendar.Hour, local.Hour) &&
        Has(calendar.DayOfMonth, local.Day) && Has(calendar.Month, local.Month) &&
        Has(calendar.DayOfWeek, (int)local.DayOfWeek) && (calendar.Year.Count == 0 || Has(calendar.Year, local.Year));

    private static bool Has(RepeatedField<Range> ranges, int value) => ranges.Any(range =>
        value >= range.Start && value <= range.End && (value - range.Start) % range.Step == 0);
}
