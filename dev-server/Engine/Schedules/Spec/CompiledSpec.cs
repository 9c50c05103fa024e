using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Schedule.V1;

namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>
/// The spec of a schedule, checked and ready to be asked for its moments. No clock, no state: equal specs and seeds
/// give equal moments, those of the official server.
/// </summary>
internal sealed class CompiledSpec
{
    /// <summary>So many excluded moments are passed one by one before the rest of the search is done by days.</summary>
    private const int NearSteps = 2_000;

    private const long FarSpan = 16 * WallTime.DaySeconds;
    private const int FarGrowth = 8;

    /// <summary>Seconds that reach over all years either way, and that can be reckoned with.</summary>
    private const long FarAway = 1L << 40;

    private static readonly long EndOfYears = new WallTime(YearSet.Last + 1, 1, 1, 0, 0, 0).AsUtc() - 1;

    private readonly IReadOnlyList<ISpecSource> sources;
    private readonly Exclusions exclusions;
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
        exclusions = new Exclusions(
            [.. canonical.ExcludeStructuredCalendar.Select(calendar => new CalendarSource(calendar, zone))], zone);
        jitterMilliseconds = SpecSpans.Nanoseconds(canonical.Jitter) / 1_000_000;
        first = canonical.StartTime is null ? 0 : WholeSeconds(canonical.StartTime);
        last = canonical.EndTime is null ? EndOfYears : Math.Min(EndOfYears, WholeSeconds(canonical.EndTime));
    }

    /// <summary>
    /// As describe and list show it: every calendar, exclusion and cron string a structured calendar or an interval,
    /// the zone of cron strings the zone of the spec, defaults of ranges filled in.
    /// </summary>
    public ScheduleSpec Canonical { get; private init; }

    /// <summary>Why it has no moments on this machine; null when it can be asked.</summary>
    public string? Fault { get; private init; }

    /// <summary>
    /// A spec that was checked when it was stored. What another machine knows and this one does not, such as a time
    /// zone, leaves it without moments and with a <see cref="Fault"/>.
    /// </summary>
    public static CompiledSpec OfStored(ScheduleSpec canonical)
    {
        try
        {
            return Compile(canonical);
        }
        catch (RpcError unknown)
        {
            return new CompiledSpec(new ScheduleSpec(), NamedZone.Find(string.Empty))
            {
                Canonical = canonical,
                Fault = unknown.Message,
            };
        }
    }

    /// <summary>Checks a spec; an <see cref="RpcError"/> with the official sentence for one that is none.</summary>
    public static CompiledSpec Compile(ScheduleSpec spec)
    {
        var canonical = SpecForm.Of(spec);
        Zone zone = canonical.TimezoneData.IsEmpty
            ? NamedZone.Find(canonical.TimezoneName)
            : ZoneData.Read(canonical.TimezoneData.Span);
        foreach (var calendar in canonical.ExcludeStructuredCalendar)
        {
            SpecChecks.CheckExclusion(calendar);
        }

        return new CompiledSpec(canonical, zone);
    }

    /// <summary>The first moment whose nominal time is after another; null when there is none any more.</summary>
    /// <param name="after">To begin a row, any moment; to go on with it, the actual time of the last.</param>
    /// <param name="jitterSeed">What makes this schedule's jitter its own.</param>
    public SpecTime? Next(DateTimeOffset after, string jitterSeed)
    {
        if (NextNominal(Math.Max(after.ToUnixTimeSeconds(), first - 1)) is not { } nominal)
        {
            return null;
        }

        var time = DateTimeOffset.FromUnixTimeSeconds(nominal);
        return new SpecTime(time, time + Jitter.Of(nominal, jitterSeed, MostJitter(nominal)));
    }

    private long? NextNominal(long after)
    {
        for (var steps = 0; steps < NearSteps; steps++)
        {
            if (after >= last || RawNext(after) is not { } next || next > last)
            {
                return null;
            }

            if (!exclusions.Exclude(next))
            {
                return next;
            }

            after = next;
        }

        return NextFarNominal(after);
    }

    /// <summary>
    /// Row by row, since only days of one row can be told to be alike; and in spans that grow, since a row that is
    /// excluded for ever is not to be followed to the end of years while another has a moment tomorrow.
    /// </summary>
    private long? NextFarNominal(long after)
    {
        var barren = sources.Select(_ => new HashSet<StretchShape>()).ToList();
        long? best = null;
        for (var span = FarSpan; best is null && after < last; span *= FarGrowth)
        {
            var until = Math.Min(last, after + span);
            foreach (var (source, shapes) in sources.Zip(barren))
            {
                best = exclusions.FirstOutside(source, after, best - 1 ?? until, shapes) ?? best;
            }

            after = until;
        }

        return best;
    }

    /// <summary>No jitter moves a moment past the next one, be that excluded or not.</summary>
    private long MostJitter(long nominal) =>
        jitterMilliseconds > 0 && RawNext(nominal) is { } next
            ? Math.Min(jitterMilliseconds, (next - nominal) * 1_000)
            : jitterMilliseconds;

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
        Math.Clamp(stamp.Seconds, -FarAway, FarAway) +
        WallTime.FloorDivide(stamp.Nanos, SpecSpans.SecondNanoseconds);
}
