namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>
/// The calendars of what is left out. The search for a moment outside them is exact and stays short also when they
/// leave nothing: what a whole day came to is kept, and days of the same shape are passed over; of days on which clocks
/// are set, hours.
/// </summary>
internal sealed class Exclusions(IReadOnlyList<CalendarSource> calendars, Zone zone)
{
    private const int WholeDay = -1;

    public bool Exclude(long unix)
    {
        if (calendars.Count == 0)
        {
            return false;
        }

        var local = unix + zone.OffsetAt(unix);
        var (wall, weekDay) = (WallTime.Of(local), WallTime.WeekDayOf(local));
        foreach (var calendar in calendars)
        {
            if (calendar.Matches(wall, weekDay))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first second of a row after another, up to <paramref name="last"/>; null for none.</summary>
    /// <param name="source">The row.</param>
    /// <param name="after">The second that it is to be after.</param>
    /// <param name="last">The last that it may be.</param>
    /// <param name="barren">The shapes of stretches that came to nothing: for the next search in the same row.</param>
    public long? FirstOutside(ISpecSource source, long after, long last, HashSet<StretchShape> barren)
    {
        while (source.Next(after) is { } next && next <= last)
        {
            if (!Exclude(next))
            {
                return next;
            }

            var (begin, end, hour) = StretchOf(next);
            var shape = ShapeOf(source, begin, end, hour);
            if (shape is null || !barren.Contains(shape))
            {
                if (FirstOutsideUntil(source, next, Math.Min(end, last)) is { } found)
                {
                    return found;
                }

                if (shape is not null && after < begin && end <= last)
                {
                    barren.Add(shape);
                }
            }

            after = end;
        }

        return null;
    }

    private long? FirstOutsideUntil(ISpecSource source, long after, long last)
    {
        while (source.Next(after) is { } next && next <= last)
        {
            if (!Exclude(next))
            {
                return next;
            }

            after = next;
        }

        return null;
    }

    /// <summary>The day of a second when no clock is set on it, without an hour; its hour otherwise.</summary>
    private (long Begin, long End, int Hour) StretchOf(long unix)
    {
        var (_, _, _, hour, minute, second) = zone.WallAt(unix);
        var beginOfHour = unix - (minute * 60) - second;
        var begin = beginOfHour - (hour * WallTime.HourSeconds);
        var end = begin + WallTime.DaySeconds - 1;
        return zone.OffsetAt(begin) == zone.OffsetAt(end)
            ? (begin, end, WholeDay)
            : (beginOfHour, beginOfHour + WallTime.HourSeconds - 1, hour);
    }

    /// <summary>Stretches of one shape have the same moments and exclude the same; null: like no other.</summary>
    private StretchShape? ShapeOf(ISpecSource source, long begin, long end, int hour)
    {
        var offset = zone.OffsetAt(begin);
        if (offset != zone.OffsetAt(end) || source.Pattern(begin) is not { } row)
        {
            return null;
        }

        var (wall, weekDay) = (WallTime.Of(begin + offset), WallTime.WeekDayOf(begin + offset));
        return new StretchShape(
            hour, row, string.Concat(calendars.Select(calendar => calendar.IsOn(wall, weekDay) ? 'x' : '-')));
    }
}
