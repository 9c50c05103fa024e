namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>A zone of the machine's time zone database.</summary>
internal sealed class NamedZone : Zone
{
    private static readonly long Earliest = new DateTimeOffset(DateTime.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();

    private readonly TimeZoneInfo zone;

    private NamedZone(TimeZoneInfo zone) => this.zone = zone;

    public override long OffsetAt(long unix) =>
        zone.GetUtcOffset(DateTime.UnixEpoch.AddSeconds(Math.Max(unix, Earliest))).Ticks / TimeSpan.TicksPerSecond;

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
}
