using System.Globalization;
using DirectedExecution.DevServer.Engine.Schedules.Spec;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Schedule.V1;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace DevServer.Tests.Engine.Schedules;

public sealed class CompiledSpecTests
{
    [Theory]
    [InlineData("2026-01-01T10:20:30", "2026-01-01T11:05:00 2026-01-01T12:05:00")]
    [InlineData("2026-01-01T11:04:59.999", "2026-01-01T11:05:00 2026-01-01T12:05:00")]
    [InlineData("2026-01-01T11:05:00", "2026-01-01T12:05:00 2026-01-01T13:05:00")]
    public void Interval_WithAPhase_CountsFrom1970(string after, string times) => AssertTimes(
        new() { Interval = { Every(TimeSpan.FromHours(1), TimeSpan.FromMinutes(5)) } }, after, times);

    [Fact]
    public void Interval_PartsOfASecond_DoNotCount() => AssertTimes(
        new() { Interval = { Every(TimeSpan.FromSeconds(90.9), TimeSpan.FromSeconds(1.9)) } },
        "1970-01-01T00:00:01",
        "1970-01-01T00:01:31 1970-01-01T00:03:01");

    [Theory]
    [InlineData("30 2 * * *", "2026-03-07T12:00:00", "2026-03-09T06:30:00 2026-03-10T06:30:00")]
    [InlineData("30 1 1 11 *", "2026-10-31T12:00:00", "2026-11-01T05:30:00 2026-11-01T06:30:00 2027-11-01T05:30:00")]
    [InlineData("0 1,2 * * *", "2026-10-31T12:00:00", "2026-11-01T05:00:00 2026-11-01T06:00:00 2026-11-01T07:00:00")]
    public void Calendar_WhereClocksAreSet_SkipsWhatTheySkipAndRepeatsWhatTheyRepeat(
        string cron, string after, string times) =>
        AssertTimes(new() { CronString = { "TZ=America/New_York " + cron } }, after, times);

    /// <summary>East of Greenwich the official walk makes less of the hour that clocks repeat.</summary>
    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T02:00:00", "2026-03-30T00:30:00 2026-03-31T00:30:00")]
    [InlineData("30 2 29 * *", "2026-03-28T02:00:00", "2026-04-29T00:30:00 2026-05-29T00:30:00")]
    [InlineData("0,30 1-3 * * *", "2026-03-29T00:10:00", "2026-03-29T00:30:00 2026-03-29T01:00:00 2026-03-29T01:30:00 2026-03-29T23:00:00")]
    [InlineData("30 2 * * *", "2026-10-24T12:00:00", "2026-10-25T01:30:00 2026-10-26T01:30:00")]
    [InlineData("59 1-3 25 * *", "2026-10-24T12:00:00", "2026-10-24T23:59:00 2026-10-25T00:59:00 2026-10-25T02:59:00")]
    [InlineData("0 3 * * *", "2026-10-24T12:00:00", "2026-10-25T02:00:00 2026-10-26T02:00:00")]
    public void Calendar_WhereClocksAreSetEastOfGreenwich_IsWalkedAsOfficially(
        string cron, string after, string times) =>
        AssertTimes(new() { CronString = { "TZ=Europe/Berlin " + cron } }, after, times);

    /// <summary>The official walk knows of whole hours only: of half an hour's change it makes these.</summary>
    [Fact]
    public void Calendar_WhereClocksAreSetByHalfAnHour_IsWalkedAsOfficially() => AssertTimes(
        new() { CronString = { "TZ=Australia/Lord_Howe */15 1-2 5 4 *" } },
        "2026-04-04T13:50:00",
        "2026-04-04T14:00:00 2026-04-04T14:15:00 2026-04-04T15:00:00 2026-04-04T16:15:00");

    [Theory]
    [InlineData("0 0 29 2 *", "2097-01-01T00:00:00", "")]
    [InlineData("0 0 30 2 *", "2026-01-01T00:00:00", "")]
    [InlineData("0 0 29 2 * 2028-2036", "2026-01-01T00:00:00", "2028-02-29T00:00:00 2032-02-29T00:00:00 2036-02-29T00:00:00")]
    [InlineData("59 59 23 31 12 * *", "2100-01-01T00:00:00", "2100-12-31T23:59:59")]
    [InlineData("0 0 13 * fri", "2026-03-01T00:00:00", "2026-03-13T00:00:00 2026-11-13T00:00:00")]
    public void Calendar_Dates_EndWithTheLastYear(string cron, string after, string times) =>
        AssertTimes(new() { CronString = { cron } }, after, times);

    [Fact]
    public void Interval_AfterTheLastYear_HasNoMoment() => AssertTimes(
        new() { Interval = { Every(TimeSpan.FromDays(1)) } }, "2100-12-30T12:00:00", "2100-12-31T00:00:00");

    [Fact]
    public void Calendar_FieldWithoutARange_LetsNothingThrough()
    {
        var calendar = Always();
        calendar.Second.Clear();

        AssertTimes(new() { StructuredCalendar = { calendar } }, "2026-01-01T00:00:00", string.Empty);
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00", "2026-05-01T02:00:00 2026-05-01T03:00:00")]
    [InlineData("2026-05-01T02:00:00", "2026-05-01T03:00:00")]
    [InlineData("2026-05-01T03:00:00", "")]
    public void StartAndEnd_BothAreInside(string after, string times) => AssertTimes(
        new()
        {
            Interval = { Every(TimeSpan.FromHours(1)) },
            StartTime = At("2026-05-01T02:00:00").ToTimestamp(),
            EndTime = At("2026-05-01T03:00:00").ToTimestamp(),
        },
        after,
        times);

    [Fact]
    public void Start_BetweenSeconds_LetsTheSecondBeforeItIn() => AssertTimes(
        new()
        {
            Interval = { Every(TimeSpan.FromHours(1)) },
            StartTime = At("2026-05-01T02:00:00.500").ToTimestamp(),
            EndTime = At("2026-05-01T03:59:59.999").ToTimestamp(),
        },
        "2026-01-01T00:00:00",
        "2026-05-01T02:00:00 2026-05-01T03:00:00");

    [Fact]
    public void StartAndEnd_OutsideOfAllYears_AreNoFault()
    {
        var spec = new ScheduleSpec
        {
            Interval = { Every(TimeSpan.FromHours(1)) },
            EndTime = new Timestamp { Seconds = long.MaxValue, Nanos = 999_999_999 },
        };
        AssertTimes(spec.Clone(), "2100-12-31T22:30:00", "2100-12-31T23:00:00");

        spec.StartTime = new Timestamp { Seconds = long.MinValue };
        AssertTimes(spec.Clone(), "2100-12-31T22:30:00", "2100-12-31T23:00:00");

        spec.StartTime = new Timestamp { Seconds = long.MaxValue - 1 };
        AssertTimes(spec, "2026-01-01T00:00:00", string.Empty);
    }

    [Fact]
    public void Calendar_BeforeTheFirstYear_IsWalkedToo()
    {
        var spec = new ScheduleSpec
        {
            CronString = { "TZ=America/New_York 0 0 1 1 *" },
            StartTime = Timestamp.FromDateTimeOffset(DateTimeOffset.MinValue),
        };

        Assert.Equal(1, CompiledSpec.Compile(spec).Next(DateTimeOffset.MinValue, string.Empty)!.Value.Nominal.Year);
    }

    [Fact]
    public void Exclusions_OfBothKinds_LeaveTheRest()
    {
        var spec = new ScheduleSpec
        {
            Interval = { Every(TimeSpan.FromHours(1)) },
            ExcludeStructuredCalendar = { Only(hour: 1), Only(hour: 2) },
            TimezoneName = "Asia/Kolkata",
        };
#pragma warning disable CS0612 // Deprecated, and still read.
        spec.ExcludeCalendar.Add(new CalendarSpec { Minute = "*", Hour = "4" });
#pragma warning restore CS0612

        AssertTimes(spec, "2026-01-01T18:10:00", "2026-01-01T19:00:00 2026-01-01T22:00:00 2026-01-02T00:00:00");
    }

    public static TheoryData<ScheduleSpec> SpecsWithoutAMoment => new()
    {
        new ScheduleSpec { Interval = { Every(TimeSpan.FromSeconds(1)) }, ExcludeStructuredCalendar = { Always() } },
        new ScheduleSpec
        {
            Interval = { Every(TimeSpan.FromSeconds(2)), Every(TimeSpan.FromSeconds(14)), Every(TimeSpan.FromHours(1)) },
            ExcludeStructuredCalendar = { EvenSeconds() },
            TimezoneName = "America/New_York",
        },
        new ScheduleSpec { StructuredCalendar = { EvenSeconds() }, ExcludeStructuredCalendar = { EvenSeconds() } },
    };

    [Theory]
    [MemberData(nameof(SpecsWithoutAMoment))]
    public void Exclusions_ThatLeaveNothing_EndTheSearch(ScheduleSpec spec) =>
        AssertTimes(spec, "2026-01-01T00:00:00", string.Empty);

    [Fact]
    public void Exclusions_ThatLeaveAlmostNothing_LeaveIt()
    {
        var until = Always();
        until.Year.Add(new Range { Start = 2000, End = 2058 });
        var day = Always();
        day.Year.Add(new Range { Start = 2059 });
        day.DayOfMonth.Clear();
        day.DayOfMonth.Add(new Range { Start = 1, End = 30 });

        AssertTimes(
            new()
            {
                Interval = { Every(TimeSpan.FromSeconds(7)) },
                StructuredCalendar = { EvenSeconds() },
                ExcludeStructuredCalendar = { until, EvenSeconds(), day },
                TimezoneName = "Europe/Berlin",
            },
            "2026-01-01T00:00:00",
            "2059-01-30T23:00:03 2059-01-30T23:00:17");
    }

    /// <summary>One time, or none, is the whole row.</summary>
    private static void AssertTimes(ScheduleSpec spec, string after, string times)
    {
        var compiled = CompiledSpec.Compile(spec);
        var expected = times.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        var (time, met) = (At(after), new List<string>());
        while (met.Count < Math.Max(2, expected) && compiled.Next(time, string.Empty) is { } next)
        {
            time = next.Actual;
            met.Add(time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        }

        Assert.Equal(times, string.Join(' ', met));
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static IntervalSpec Every(TimeSpan interval, TimeSpan phase = default) =>
        new() { Interval = Duration.FromTimeSpan(interval), Phase = Duration.FromTimeSpan(phase) };

    private static StructuredCalendarSpec EvenSeconds()
    {
        var calendar = Always();
        calendar.Second[0].Step = 2;
        return calendar;
    }

    private static StructuredCalendarSpec Only(int hour)
    {
        var calendar = Always();
        calendar.Hour[0] = new Range { Start = hour };
        return calendar;
    }

    private static StructuredCalendarSpec Always() => new()
    {
        Second = { new Range { End = 59 } },
        Minute = { new Range { End = 59 } },
        Hour = { new Range { End = 23 } },
        DayOfMonth = { new Range { Start = 1, End = 31 } },
        Month = { new Range { Start = 1, End = 12 } },
        DayOfWeek = { new Range { End = 6 } },
    };
}
