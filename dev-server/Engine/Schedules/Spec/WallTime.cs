namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>What a clock on a wall shows, to the second, in the Gregorian calendar.</summary>
internal readonly record struct WallTime(int Year, int Month, int Day, int Hour, int Minute, int Second)
{
    public const int DaySeconds = 86_400;
    public const int HourSeconds = 3_600;
    public const int Months = 12;

    private const int DaysOf400Years = 146_097;

    /// <summary>Days from 0000-03-01 to 1970-01-01: years count from March, so that a leap day ends one.</summary>
    private const int DaysToEpoch = 719_468;

    /// <summary>What a clock of UTC shows.</summary>
    /// <param name="unix">Seconds since 1970.</param>
    public static WallTime Of(long unix)
    {
        var (days, second) = (FloorDivide(unix, DaySeconds), (int)FloorRest(unix, DaySeconds));
        var era = FloorDivide(days + DaysToEpoch, DaysOf400Years);
        var dayOfEra = (int)FloorRest(days + DaysToEpoch, DaysOf400Years);
        var yearOfEra = (dayOfEra - (dayOfEra / 1_460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var marchMonth = ((5 * dayOfYear) + 2) / 153;
        var month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
        var year = (int)((era * 400) + yearOfEra + (month <= 2 ? 1 : 0));
        return new WallTime(
            year,
            month,
            dayOfYear - (((153 * marchMonth) + 2) / 5) + 1,
            second / HourSeconds,
            second / 60 % 60,
            second % 60);
    }

    /// <summary>Seconds since 1970 when a clock of UTC shows this; an hour of 24 is the next day's first.</summary>
    public long AsUtc()
    {
        var year = Month <= 2 ? Year - 1 : Year;
        var era = FloorDivide(year, 400);
        var yearOfEra = FloorRest(year, 400);
        var dayOfYear = (((153 * (Month > 2 ? Month - 3 : Month + 9)) + 2) / 5) + Day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        var days = (era * DaysOf400Years) + dayOfEra - DaysToEpoch;
        return (days * DaySeconds) + (Hour * HourSeconds) + (Minute * 60) + Second;
    }

    public static bool IsLeapYear(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static int DaysOf(int year, int month) => month switch
    {
        2 => IsLeapYear(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Sunday is 0.</summary>
    public static int WeekDayOf(long wallSeconds) => (int)FloorRest(FloorDivide(wallSeconds, DaySeconds) + 4, 7);

    public static long FloorDivide(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);

    private static long FloorRest(long value, long by) => value - (FloorDivide(value, by) * by);
}
