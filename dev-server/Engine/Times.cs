using Google.Protobuf.WellKnownTypes;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Between protobuf time and .NET time. Unset reads as "none"; spans read as zero.</summary>
internal static class Times
{
    /// <summary>The longest span that is taken as it is; longer ones are cut to it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    public static Timestamp ToStamp(this DateTimeOffset time) => Timestamp.FromDateTimeOffset(time);

    public static Duration ToSpan(this TimeSpan span) => Duration.FromTimeSpan(span);

    public static DateTimeOffset? Read(this Timestamp? stamp) => stamp?.ToDateTimeOffset();

    public static TimeSpan Read(this Duration? span) => span is null ? TimeSpan.Zero : Cut(span);

    /// <summary>The earlier of two moments where "none" is never.</summary>
    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null || one <= other ? one : other;

    /// <summary>The smaller of two limits where zero is "no limit".</summary>
    public static TimeSpan Tighter(TimeSpan one, TimeSpan other) =>
        one == TimeSpan.Zero ? other : other == TimeSpan.Zero || one <= other ? one : other;

    private static TimeSpan Cut(Duration span)
    {
        var seconds = span.Seconds;
        return seconds >= (long)Longest.TotalSeconds ? Longest : span.ToTimeSpan();
    }
}
