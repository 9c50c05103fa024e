namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>A day of every year at which clocks are set, and the time of day.</summary>
/// <param name="Kind">How the day is named.</param>
/// <param name="Day">Its number in the year, or the day of the week.</param>
/// <param name="Week">Of the month; the fifth is the last.</param>
/// <param name="Month">Of the year.</param>
/// <param name="Time">Seconds after midnight; also before it, or days after it.</param>
internal sealed record PosixDay(PosixDayKind Kind, int Day, int Week, int Month, int Time)
{
    /// <summary>Seconds since the year began.</summary>
    public long InYear(int year) => (DayOf(year) * WallTime.DaySeconds) + Time;

    private long DayOf(int year) => Kind switch
    {
        PosixDayKind.WithoutLeapDay => Day - 1 + (WallTime.IsLeapYear(year) && Day >= 60 ? 1 : 0),
        PosixDayKind.FromZero => Day,
        _ => OfMonth(year),
    };

    private long OfMonth(int year)
    {
        var first = new WallTime(year, Month, 1, 0, 0, 0).AsUtc();
        var day = (Day - WallTime.WeekDayOf(first) + 7) % 7;
        for (var week = 1; week < Week && day + 7 < WallTime.DaysOf(year, Month); week++)
        {
            day += 7;
        }

        return ((first - new WallTime(year, 1, 1, 0, 0, 0).AsUtc()) / WallTime.DaySeconds) + day;
    }
}
