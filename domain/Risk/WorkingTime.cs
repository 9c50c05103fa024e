using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Risk;

/// <summary>Moments by working time: pure, from the hours and offsets that stand in the calendar.</summary>
internal static class WorkingTime
{
    /// <summary>Ten years: no time is longer, however little people work.</summary>
    private const int MostDays = 3_660;

    /// <summary>The moment at which so much working time has gone by since another.</summary>
    public static DateTimeOffset Add(WorkingCalendar calendar, DateTimeOffset start, TimeSpan time)
    {
        var left = time;
        var day = DateOnly.FromDateTime((start + OffsetAt(calendar, start)).DateTime).AddDays(-1);
        for (var count = 0; count < MostDays; count++, day = day.AddDays(1))
        {
            foreach (var (from, to) in Windows(calendar, day))
            {
                var begin = from > start ? from : start;
                if (begin >= to)
                {
                    continue;
                }

                if (to - begin >= left)
                {
                    return begin + left;
                }

                left -= to - begin;
            }
        }

        return start + TimeSpan.FromDays(MostDays);
    }

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Windows(
        WorkingCalendar calendar, DateOnly day) =>
        calendar.Holidays.Contains(day)
            ? []
            : calendar.Hours.Where(hours => hours.Day == day.DayOfWeek)
                .Select(hours => (Moment(calendar, day, hours.From), Moment(calendar, day, hours.To)))
                .OrderBy(window => window.Item1);

    // A local time that the clocks skip is taken as the moment they skip to; of one that comes twice, the first.
    private static DateTimeOffset Moment(WorkingCalendar calendar, DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        var candidates = calendar.Offsets
            .Select(one => new DateTimeOffset(local - one.Offset, TimeSpan.Zero))
            .Order()
            .ToValueList();
        foreach (var moment in candidates)
        {
            if ((moment + OffsetAt(calendar, moment)).DateTime == local)
            {
                return moment;
            }
        }

        return calendar.Offsets.Select(one => one.From)
            .Where(from => (from + OffsetAt(calendar, from)).DateTime > local)
            .Min();
    }

    private static TimeSpan OffsetAt(WorkingCalendar calendar, DateTimeOffset moment) =>
        calendar.Offsets.LastOrDefault(one => one.From <= moment)?.Offset ?? calendar.Offsets[0].Offset;
}
