namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>
/// The way from a second to the next one that a calendar lets through: field by field from the year inwards, each moved
/// to its next value, the smaller ones back to their least. Where clocks are set back, the hour is walked twice; where
/// they are set forward, what is skipped shows nothing. All as the official walk does it, also where a zone moves its
/// clocks by less than an hour.
/// </summary>
internal sealed class CalendarWalk
{
    private const int Hours = 24;
    private const int Sixty = 60;

    private readonly CalendarSource calendar;
    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;
    private bool isSecondCopy;

    public CalendarWalk(CalendarSource calendar, long after)
    {
        this.calendar = calendar;
        (year, month, day, hour, minute, second) = calendar.Zone.WallAt(after);
        isSecondCopy = calendar.Zone.WallAt(after - WallTime.HourSeconds).Hour == hour;
        second++;
    }

    private WallTime Wall => new(year, month, day, hour, minute, second);

    public long? Find()
    {
        while (true)
        {
            Carry();
            if (year > YearSet.Last)
            {
                return null;
            }

            if (!ToYear() || !ToMonth() || !ToDay() || !ToHour() || !ToMinute() || !ToSecond())
            {
                continue;
            }

            var found = calendar.Zone.Resolve(Wall);
            if (calendar.Zone.WallAt(found).Hour == hour)
            {
                return found + (isSecondCopy ? WallTime.HourSeconds : 0);
            }

            // A moment that the clocks skip.
            (hour, minute, second) = (hour + 1, 0, 0);
        }
    }

    /// <summary>Brings fields that ran over back into their bounds.</summary>
    private void Carry()
    {
        if (second >= Sixty)
        {
            (minute, second) = (minute + 1, 0);
        }

        if (minute >= Sixty)
        {
            minute = 0;
            CarryHour();
        }

        if (hour >= Hours)
        {
            (day, hour) = (day + 1, 0);
        }

        if (month <= WallTime.Months && day > WallTime.DaysOf(year, month))
        {
            (month, day) = (month + 1, 1);
        }

        if (month > WallTime.Months)
        {
            (year, month) = (year + 1, 1);
        }
    }

    /// <summary>The next hour, or this one again when the next begins more than an hour after it.</summary>
    private void CarryHour()
    {
        var here = calendar.Zone.Resolve(new(year, month, day, hour, 0, 0));
        var next = calendar.Zone.Resolve(new(year, month, day, hour + 1, 0, 0));
        if (!isSecondCopy && next - here > WallTime.HourSeconds)
        {
            isSecondCopy = true;
            return;
        }

        isSecondCopy = false;
        hour++;
    }

    private bool ToYear()
    {
        if (calendar.Years.Has(year))
        {
            return true;
        }

        (year, month) = (year + 1, 1);
        BeginDay(1);
        return false;
    }

    private bool ToMonth()
    {
        var to = calendar.Months.From(month, WallTime.Months + 1);
        if (to != month)
        {
            month = to;
            BeginDay(1);
        }

        return month <= WallTime.Months;
    }

    private bool ToDay()
    {
        var days = WallTime.DaysOf(year, month);
        while (day <= days && !IsDayOn())
        {
            BeginDay(day + 1);
        }

        return day <= days;
    }

    private bool IsDayOn() => calendar.Days.Has(day) &&
        calendar.WeekDays.Has(calendar.Zone.WeekDayAt(calendar.Zone.Resolve(Wall)));

    private bool ToHour()
    {
        var to = calendar.Hours.From(hour, Hours);
        if (to != hour)
        {
            (hour, minute, second, isSecondCopy) = (to, 0, 0, false);
        }

        return hour < Hours;
    }

    private bool ToMinute()
    {
        var to = calendar.Minutes.From(minute, Sixty);
        if (to != minute)
        {
            (minute, second) = (to, 0);
        }

        return minute < Sixty;
    }

    private bool ToSecond()
    {
        second = calendar.Seconds.From(second, Sixty);
        return second < Sixty;
    }

    private void BeginDay(int number) => (day, hour, minute, second, isSecondCopy) = (number, 0, 0, 0, false);
}
