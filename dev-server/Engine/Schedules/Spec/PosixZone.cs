namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>The years without end of a zone: <c>CET-1CEST,M3.5.0,M10.5.0/3</c>, as POSIX writes it.</summary>
/// <param name="Standard">Seconds that standard time is before UTC.</param>
/// <param name="Summer">Seconds that summer time is before UTC.</param>
/// <param name="Begin">When summer time begins, on clocks of standard time; null for a zone that has none.</param>
/// <param name="End">When it ends, on clocks of summer time.</param>
internal sealed record PosixZone(int Standard, int Summer, PosixDay? Begin, PosixDay? End)
{
    /// <summary>Null: it is no such rule, and what comes after the last transition is what it led to.</summary>
    public static PosixZone? Read(string text) => new PosixZoneText(text).Read();

    public long OffsetAt(long unix)
    {
        if (Begin is null || End is null)
        {
            return Standard;
        }

        var year = WallTime.Of(unix).Year;
        var inYear = unix - new WallTime(year, 1, 1, 0, 0, 0).AsUtc();
        var (begin, end) = (Begin.InYear(year) - Standard, End.InYear(year) - Summer);
        return end < begin
            ? inYear >= end && inYear < begin ? Standard : Summer
            : inYear >= begin && inYear < end ? Summer : Standard;
    }
}
