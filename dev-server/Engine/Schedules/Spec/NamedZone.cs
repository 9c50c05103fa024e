namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>
/// A zone of the machine's time zone database, as the framework reads it. Known of that: of the few zones whose rule
/// leads into another day (Santiago, Cairo, Jerusalem, Nuuk), changes of clocks after 2037 come out a day or two off.
/// </summary>
internal sealed class NamedZone : Zone
{
    private static readonly long Earliest = new DateTimeOffset(DateTime.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();

    private readonly TimeZoneInfo zone;
    private readonly SteadyDay?[] steadyDays = new SteadyDay?[2];

    private NamedZone(TimeZoneInfo zone) => this.zone = zone;

    /// <summary>
    /// The framework searches its rules each time, and a walk asks a dozen times for one day: what holds for the whole
    /// of a day of UTC is kept, of an even and of an odd day.
    /// </summary>
    public override long OffsetAt(long unix)
    {
        var day = WallTime.FloorDivide(unix, WallTime.DaySeconds);
        if (steadyDays[day & 1] is { } known && known.Number == day)
        {
            return known.Offset;
        }

        var (begin, end) = (Read(day * WallTime.DaySeconds), Read(((day + 1) * WallTime.DaySeconds) - 1));
        if (begin != end)
        {
            return Read(unix);
        }

        steadyDays[day & 1] = new SteadyDay(day, begin);
        return begin;
    }

    /// <summary>The zone of a name, in the database's own spelling; UTC for none.</summary>
    public static NamedZone Find(string name)
    {
        if (name.Length == 0)
        {
            return new NamedZone(TimeZoneInfo.Utc);
        }

        if (name.Contains("..", StringComparison.Ordinal) || name[0] is '/' or '\\')
        {
            throw SpecFault.Of("time: invalid location name");
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.Id == name && zone.HasIanaId
            ? new NamedZone(zone)
            : throw SpecFault.Of($"unknown time zone {name}");
    }

    private long Read(long unix) =>
        zone.GetUtcOffset(DateTime.UnixEpoch.AddSeconds(Math.Max(unix, Earliest))).Ticks / TimeSpan.TicksPerSecond;

    /// <summary>A day of UTC on which no clock of the zone is set, counted from 1970.</summary>
    private sealed record SteadyDay(long Number, long Offset);
}
