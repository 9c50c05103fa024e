namespace DirectedExecution.DevServer.Engine.Cron;

/// <summary>
/// Every minute whose wall clock shows what the fields say. A wall clock that skips an hour in spring shows none of it,
/// one that repeats an hour in autumn shows it twice.
/// </summary>
internal sealed record CalendarCron(
    CronField Minutes, CronField Hours, CronField Days, CronField Months, CronField WeekDays, TimeZoneInfo Zone)
    : CronSchedule
{
    private const int YearsAhead = 5;

    public override DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset earliest)
    {
        var from = earliest > after ? earliest : after.AddTicks(1);
        var local = TimeZoneInfo.ConvertTime(from, Zone);
        var last = new DateTime(local.Year + YearsAhead, 12, 31);
        for (var day = local.Date.AddDays(-1); day <= last; day = day.AddDays(1))
        {
            if (IsOn(day) && FirstOf(day, from) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>With both a day of the month and a day of the week, either is enough.</summary>
    private bool IsOn(DateTime day)
    {
        var (byDay, byWeekDay) = (Days.Has(day.Day), WeekDays.Has((int)day.DayOfWeek));
        return Months.Has(day.Month) &&
            (Days.IsStar || WeekDays.IsStar ? byDay && byWeekDay : byDay || byWeekDay);
    }

    private DateTimeOffset? FirstOf(DateTime day, DateTimeOffset from)
    {
        DateTimeOffset? first = null;
        foreach (var hour in Hours.Values)
        {
            foreach (var minute in Minutes.Values)
            {
                var moments = MomentsOf(day.AddHours(hour).AddMinutes(minute)).Where(moment => moment >= from);
                first = moments.Aggregate(first, (best, moment) => Times.Earlier(best, moment));
            }
        }

        return first;
    }

    private IEnumerable<DateTimeOffset> MomentsOf(DateTime wall)
    {
        if (Zone.IsInvalidTime(wall))
        {
            return [];
        }

        var offsets = Zone.IsAmbiguousTime(wall) ? Zone.GetAmbiguousTimeOffsets(wall) : [Zone.GetUtcOffset(wall)];
        return offsets.Select(offset => new DateTimeOffset(wall, offset).ToUniversalTime());
    }
}
