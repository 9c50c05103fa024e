using DirectedExecution.DevServer.Engine.Schedules.Spec;
using FsCheck;
using FsCheck.Fluent;
using Temporalio.Api.Schedule.V1;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>What holds for every spec; random ones, around changes of clocks above all.</summary>
public sealed class SpecPropertyTests
{
    private const int SecondsJudged = 2 * 3_600;
    private const int MomentsJudged = 60;

    /// <summary>
    /// Zones that never set their clocks, or by whole hours and west of Greenwich: elsewhere the official walk makes
    /// more or less of the hours that clocks repeat than a plain look at every second.
    /// </summary>
    private static readonly string[] PlainZones =
        ["America/New_York", "America/Los_Angeles", "America/Halifax", "Asia/Kolkata", "Asia/Kathmandu", "UTC", ""];

    [Fact]
    public void Next_InAnyWindow_GoesThroughExactlyTheSecondsThatMatch() => ForAll(PlainZones, (maker, spec) =>
    {
        spec.Jitter = null;
        spec.TimezoneData = Google.Protobuf.ByteString.Empty;
        var compiled = CompiledSpec.Compile(spec);
        var naive = new NaiveSpec(compiled.Canonical);
        var from = maker.When();
        var expected = Enumerable.Range(1, SecondsJudged).Select(second => from.AddSeconds(second)).Where(naive.Has);

        var met = Row(compiled, from).TakeWhile(time => time.Nominal <= from.AddSeconds(SecondsJudged));

        Assert.Equal(expected, met.Select(time => time.Nominal));
    });

    [Fact]
    public void Next_OfAnySpec_RisesAndStaysWithinItsJitter() => ForAll(null, (maker, spec) =>
    {
        var compiled = CompiledSpec.Compile(spec);
        var most = spec.Jitter is { Seconds: > 0 } jitter ? jitter.ToTimeSpan() : TimeSpan.Zero;
        var before = maker.When();
        foreach (var time in Row(compiled, before).Take(MomentsJudged))
        {
            Assert.True(time.Nominal > before, $"{time} after {before:O}");
            Assert.InRange(time.Actual - time.Nominal, TimeSpan.Zero, most);
            before = time.Nominal;
        }
    });

    [Fact]
    public void Next_FromAnywhereBeforeAMoment_IsThatMoment() => ForAll(PlainZones, (maker, spec) =>
    {
        var compiled = CompiledSpec.Compile(spec);
        var before = maker.When();
        foreach (var time in Row(compiled, before).Take(MomentsJudged / 4))
        {
            var halfway = before + ((time.Nominal - before) / 2);
            Assert.Equal(time, compiled.Next(halfway, "seed"));
            Assert.Equal(time, compiled.Next(time.Nominal.AddMilliseconds(-1), "seed"));
            before = time.Nominal;
        }
    });

    [Fact]
    public void Canonical_CompiledAgain_IsItselfAndHasTheSameMoments() => ForAll(null, (maker, spec) =>
    {
        var compiled = CompiledSpec.Compile(spec);
        var again = CompiledSpec.Compile(compiled.Canonical);

        Assert.Equal(compiled.Canonical, again.Canonical);
        var from = maker.When();
        Assert.Equal(Row(compiled, from).Take(MomentsJudged), Row(again, from).Take(MomentsJudged));
    });

    private static IEnumerable<SpecTime> Row(CompiledSpec compiled, DateTimeOffset after)
    {
        while (compiled.Next(after, "seed") is { } next)
        {
            yield return next;
            after = next.Nominal;
        }
    }

    private static void ForAll(string[]? zones, Action<SpecMaker, ScheduleSpec> holds) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var maker = zones is null
                ? new SpecMaker(seed, faults: false)
                : new SpecMaker(seed, faults: false) { Zones = zones };
            var spec = maker.Make();
            if (IsSpec(spec))
            {
                holds(maker, spec);
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>Cron strings may disagree about their zone, and a phase may be too long for its interval.</summary>
    private static bool IsSpec(ScheduleSpec spec)
    {
        try
        {
            CompiledSpec.Compile(spec);
            return true;
        }
        catch (DirectedExecution.DevServer.Engine.RpcError error) when (
            error.Message.Contains("conflicting timezone names", StringComparison.Ordinal) ||
            error.Message.Contains("phase cannot be greater", StringComparison.Ordinal) ||
            error.Message.Contains("interval is too small", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
