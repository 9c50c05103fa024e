using Temporalio.Api.Schedule.V1;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace Conformance.Tests.Differential;

/// <summary>Specs of a story's schedules: each way to write one, and some that are none. No jitter: that is each server's own.</summary>
internal static class ScheduleSpecs
{
    private static readonly Func<ScheduleSpec>[] All =
    [
        () => new() { CronString = { "TZ=Europe/Berlin */30 1-3 * * mon-fri # at night" } },
        () => new() { CronString = { "@every 7h/1h", "@daily", "0 12 31 10 * 2026" } },
        () => new() { CronString = { "0 2 * * *" }, TimezoneName = "America/New_York" },
        () => new() { Interval = { Every(3_600), Every(100_000) } },
        () => new() { Calendar = { new CalendarSpec { Minute = "*/20", Hour = "0,6-8", DayOfWeek = "sat-7" } } },
        () => new() { Interval = { Every(900) }, ExcludeStructuredCalendar = { Hours(0, 21) }, TimezoneName = "Asia/Kolkata" },
        () => new() { StructuredCalendar = { Hours(5, 0) } },
        () => new(),
        () => new() { CronString = { "61 * * * *" } },
        () => new() { CronString = { "TZ=UTC @daily", "@daily" } },
        () => new() { Interval = { Every(0) } },
        () => new() { TimezoneName = "Nowhere/None" },
    ];

    public static ScheduleSpec Pick(Cast cast) => cast.Pick(All)();

    private static IntervalSpec Every(int seconds) => new() { Interval = Values.Seconds(seconds) };

    private static StructuredCalendarSpec Hours(int first, int last) => new()
    {
        Second = { new Range { End = 59 } },
        Minute = { new Range { End = 59, Step = 15 } },
        Hour = { new Range { Start = first, End = last } },
        DayOfMonth = { new Range { Start = 1, End = 31 } },
        Month = { new Range { Start = 1, End = 12 } },
        DayOfWeek = { new Range { End = 6 } },
        Comment = "hours",
    };
}
