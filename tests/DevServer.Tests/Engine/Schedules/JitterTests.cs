using System.Globalization;
using DirectedExecution.DevServer.Engine.Schedules.Spec;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Schedule.V1;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>The official server draws these moments for these specs and seeds.</summary>
public sealed class JitterTests
{
    private static readonly DateTimeOffset From = new(2022, 3, 23, 11, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1440, 60, "", "2022-03-24T00:35:24.276")]
    [InlineData(1440, 60, "seed-1", "2022-03-24T00:06:12.519")]
    [InlineData(1440, 60, "seed-2", "2022-03-24T00:39:16.922")]
    [InlineData(90, 1440, "", "2022-03-23T12:14:36.524")]
    public void Next_WithJitter_IsTheOfficialMoment(int everyMinutes, int jitterMinutes, string seed, string actual)
    {
        var spec = CompiledSpec.Compile(Every(everyMinutes, jitterMinutes));

        Assert.Equal(
            DateTimeOffset.Parse(actual, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            spec.Next(From, seed)!.Value.Actual);
    }

    [Fact]
    public void Next_JitterLongerThanTheDistance_StaysBeforeTheNextMoment()
    {
        var spec = CompiledSpec.Compile(Every(90, 24 * 60));

        var times = new List<SpecTime>();
        for (var after = From; times.Count < 50; after = times[^1].Actual)
        {
            times.Add(spec.Next(after, string.Empty)!.Value);
        }

        Assert.Equal("2022-03-23T14:22:54.562", times[1].Actual.ToString("yyyy-MM-ddTHH:mm:ss.fff", null));
        Assert.Equal("2022-03-23T15:08:03.724", times[2].Actual.ToString("yyyy-MM-ddTHH:mm:ss.fff", null));
        Assert.All(times, time => Assert.InRange(time.Actual - time.Nominal, TimeSpan.Zero, TimeSpan.FromMinutes(90)));
        Assert.All(times.Zip(times.Skip(1)), pair =>
            Assert.Equal(TimeSpan.FromMinutes(90), pair.Second.Nominal - pair.First.Nominal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Next_WithoutJitter_IsNominal(int jitterMinutes)
    {
        var next = CompiledSpec.Compile(Every(90, jitterMinutes)).Next(From, "seed")!.Value;

        Assert.Equal(next.Nominal, next.Actual);
    }

    private static ScheduleSpec Every(int minutes, int jitterMinutes) => new()
    {
        Interval = { new IntervalSpec { Interval = Duration.FromTimeSpan(TimeSpan.FromMinutes(minutes)) } },
        Jitter = Duration.FromTimeSpan(TimeSpan.FromMinutes(jitterMinutes)),
    };
}
