namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>A time zone, in seconds since 1970.</summary>
internal abstract class Zone
{
    /// <summary>Seconds that its clocks are before UTC's.</summary>
    public abstract long OffsetAt(long unix);

    public WallTime WallAt(long unix) => WallTime.Of(unix + OffsetAt(unix));

    public int WeekDayAt(long unix) => WallTime.WeekDayOf(unix + OffsetAt(unix));

    /// <summary>
    /// When its clocks show this. Of two moments, or of none at all, it is decided as officially (by the offset that
    /// holds when UTC's clocks show it): the times of a schedule around a change of clocks hang on it.
    /// </summary>
    public long Resolve(WallTime wall)
    {
        var asUtc = wall.AsUtc();
        var offset = OffsetAt(asUtc);
        return offset == 0 ? asUtc : asUtc - OffsetAt(asUtc - offset);
    }
}
