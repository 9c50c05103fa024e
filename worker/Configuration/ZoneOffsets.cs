using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;

namespace DirectedExecution.Worker.Configuration;

/// <summary>
/// The offsets of time zones from this machine's tables, to be kept in a risk policy: what is decided by it later does
/// not depend on any machine's tables any more.
/// </summary>
public static class ZoneOffsets
{
    private static readonly TimeSpan Before = TimeSpan.FromDays(366);
    private static readonly TimeSpan After = TimeSpan.FromDays(5 * 366);

    /// <summary>A year back and five ahead; after that the last offset goes on.</summary>
    /// <param name="clock">What time it is.</param>
    public static Func<string, ValueList<ZoneOffset>?> Around(TimeProvider clock) => Around(clock.GetUtcNow());

    /// <inheritdoc cref="Around(TimeProvider)"/>
    public static Func<string, ValueList<ZoneOffset>?> Around(DateTimeOffset now) => id =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? Of(zone, now - Before, now + After) : null;

    private static ValueList<ZoneOffset> Of(TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset until)
    {
        var start = new DateTimeOffset(from.UtcDateTime.Date, TimeSpan.Zero);
        var offsets = new List<ZoneOffset> { new(start, zone.GetUtcOffset(start)) };
        for (var day = start.AddDays(1); day <= until; day = day.AddDays(1))
        {
            if (zone.GetUtcOffset(day) != offsets[^1].Offset)
            {
                var change = Change(zone, day.AddDays(-1), day);
                offsets.Add(new ZoneOffset(change, zone.GetUtcOffset(change)));
            }
        }

        return [.. offsets];
    }

    // Clocks change on a full minute.
    private static DateTimeOffset Change(TimeZoneInfo zone, DateTimeOffset before, DateTimeOffset after)
    {
        var old = zone.GetUtcOffset(before);
        var (low, high) = (0, (int)(after - before).TotalMinutes);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = zone.GetUtcOffset(before.AddMinutes(middle)) == old ? (middle, high) : (low, middle);
        }

        return before.AddMinutes(high);
    }
}
