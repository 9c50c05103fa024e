using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Schedule.V1;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>
/// The spec of a schedule, checked and ready to be asked for its moments. No clock, no state: equal specs and seeds
/// give equal moments, those of the official server.
/// </summary>
internal sealed class CompiledSpec
{
    private static readonly long EndOfYears = new WallTime(YearSet.Last + 1, 1, 1, 0, 0, 0).AsUtc() - 1;

    private readonly IReadOnlyList<ISpecSource> sources;
    private readonly IReadOnlyList<CalendarSource> exclusions;
    private readonly long jitterMilliseconds;
    private readonly long first;
    private readonly long last;

    private CompiledSpec(ScheduleSpec canonical, Zone zone)
    {
        Canonical = canonical;
        sources =
        [
            .. canonical.StructuredCalendar.Select(calendar => new CalendarSource(calendar, zone)),
            .. canonical.Interval.Select(interval => new IntervalSource(interval)),
        ];
        exclusions = [.. canonical.ExcludeStructuredCalendar.Select(calendar => new CalendarSource(calendar, zone))];
        jitterMilliseconds = SpecSpans.Nanoseconds(canonical.Jitter) / 1_000_000;
        first = canonical.StartTime is null ? 0 : WholeSeconds(canonical.StartTime);
        last = canonical.EndTime is null ? EndOfYears : Math.Min(EndOfYears, WholeSeconds(canonical.EndTime));
    }

    /// <summary>
    /// As describe and list show it: every calendar, exclusion and cron string a structured calendar or an interval,
    /// the zone of cron strings the zone of the spec, defaults of ranges filled in.
    /// </summary>
    public ScheduleSpec Canonical { get; }

    /// <summary>Checks a spec; an <see cref="RpcError"/> with the official sentence for one that is none.</summary>
    public static CompiledSpec Compile(ScheduleSpec spec)
    {
        var canonical = SpecForm.Of(spec);
        return new CompiledSpec(canonical, NamedZone.Find(canonical.TimezoneName));
    }

    /// <summary>The first moment whose nominal time is after another; null when there is none any more.</summary>
    /// <param name="after">To begin a row, any moment; to go on with it, the actual time of the last.</param>
    /// <param name="jitterSeed">What makes this schedule's jitter its own.</param>
    public SpecTime? Next(DateTimeOffset after, string jitterSeed)
    {
        long? nominal = Math.Max(after.ToUnixTimeSeconds(), first - 1);
        do
        {
            nominal = nominal < last ? RawNext(nominal.Value) : null;
        }
        while (nominal <= last && exclusions.Any(calendar => calendar.Matches(nominal.Value)));
        if (nominal is null || nominal > last)
        {
            return null;
        }

        var time = DateTimeOffset.FromUnixTimeSeconds(nominal.Value);
        return new SpecTime(time, time + Jitter.Of(nominal.Value, jitterSeed, MostJitter(nominal.Value)));
    }

    /// <summary>No jitter moves a moment past the next one, be that excluded or not.</summary>
    private long MostJitter(long nominal) =>
        RawNext(nominal) is { } next ? Math.Min(jitterMilliseconds, (next - nominal) * 1_000) : jitterMilliseconds;

    private long? RawNext(long after)
    {
        long? best = null;
        foreach (var source in sources)
        {
            var next = source.Next(after);
            best = best is null || next < best ? next : best;
        }

        return best;
    }

    private static long WholeSeconds(Timestamp stamp) =>
        stamp.Seconds + WallTime.FloorDivide(stamp.Nanos, SpecSpans.SecondNanoseconds);
}
