namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>
/// The calendars of what is left out. The search for a moment outside them is exact and stays short also when they
/// leave nothing: what a whole day came to is kept, and days of the same shape are passed over.
/// </summary>
internal sealed class Exclusions(IReadOnlyList<CalendarSource> calendars, Zone zone)
{
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
    public long? FirstOutside(ISpecSource source, long after, long last)
    {
        var barren = new HashSet<(long, string)>();
        while (source.Next(after) is { } next && next <= last)
        {
            if (!Exclude(next))
            {
                return next;
            }

            var (begin, end) = DayOf(next);
            var shape = ShapeOf(source, begin, end);
            if (shape is null || !barren.Contains(shape.Value))
            {
                if (FirstOutsideUntil(source, next, Math.Min(end, last)) is { } found)
                {
                    return found;
                }

                if (shape is not null && after < begin && end <= last)
                {
                    barren.Add(shape.Value);
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

    private (long Begin, long End) DayOf(long unix)
    {
        var (_, _, _, hour, minute, second) = zone.WallAt(unix);
        var begin = unix - (hour * WallTime.HourSeconds) - (minute * 60) - second;
        return (begin, begin + WallTime.DaySeconds - 1);
    }

    /// <summary>Days of one shape have the same moments of a row and exclude the same; null: like no other.</summary>
    private (long Row, string Excluded)? ShapeOf(ISpecSource source, long begin, long end)
    {
        var offset = zone.OffsetAt(begin);
        if (offset != zone.OffsetAt(end) || source.DayPattern(begin) is not { } row)
        {
            return null;
        }

        var (wall, weekDay) = (WallTime.Of(begin + offset), WallTime.WeekDayOf(begin + offset));
        return (row, string.Concat(calendars.Select(calendar => calendar.IsOn(wall, weekDay) ? 'x' : '-')));
    }
}
