using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Engine.Schedules.Spec;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Schedule.V1;
using Temporalio.Protocol.Grpc;
using Range = Temporalio.Api.Schedule.V1.Range;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>What is made of each way to write a spec, and the sentence for what is no spec.</summary>
public sealed class SpecFormTests
{
    [Theory]
    [InlineData("*", "0-59")]
    [InlineData("", "0")]
    [InlineData("  ", "0")]
    [InlineData(" 7 ", "7")]
    [InlineData("+7", "7")]
    [InlineData("3-9", "3-9")]
    [InlineData("3-3", "3")]
    [InlineData("3-9/2", "3-9/2")]
    [InlineData("50/3", "50-59/3")]
    [InlineData("*/15", "0-59/15")]
    [InlineData("1,5-7,*/30", "1 5-7 0-59/30")]
    [InlineData("59/4294967298", "59/2")]
    public void Minute_Text_IsTheseRanges(string text, string ranges) =>
        Assert.Equal(ranges, Show(Calendar(new CalendarSpec { Minute = text }).Minute));

    [Theory]
    [InlineData("*", "0-6")]
    [InlineData("", "0-6")]
    [InlineData("7", "0")]
    [InlineData("7/2", "0")]
    [InlineData("0-7", "0-6")]
    [InlineData("1-7", "1-6")]
    [InlineData("3-7", "0 3-6")]
    [InlineData("3-7/3", "3-6/3")]
    [InlineData("1-7/2", "0 1-6/2")]
    [InlineData("6-7", "0 6")]
    [InlineData("su", "0")]
    [InlineData("Mon-FRIDAY", "1-5")]
    [InlineData("tu,thurs", "2 4")]
    [InlineData("wed/2", "0 3-6/2")]
    public void DayOfWeek_Text_IsTheseRanges(string text, string ranges) =>
        Assert.Equal(ranges, Show(Calendar(new CalendarSpec { DayOfWeek = text }).DayOfWeek));

    [Theory]
    [InlineData("jan", "1")]
    [InlineData("Febr-JUNE/2", "2-6/2")]
    [InlineData("dec", "12")]
    public void Month_Name_IsItsNumber(string text, string ranges) =>
        Assert.Equal(ranges, Show(Calendar(new CalendarSpec { Month = text }).Month));

    [Theory]
    [InlineData("*", "")]
    [InlineData("", "")]
    [InlineData("*/1", "2000-2100")]
    [InlineData("2026,2030/20", "2026 2030-2100/20")]
    public void Year_Text_IsTheseRangesOrNoneForAll(string text, string ranges) =>
        Assert.Equal(ranges, Show(Calendar(new CalendarSpec { Year = text }).Year));

    [Theory]
    [InlineData("5 4 3 2 1", "0", "5", "4", "3", "2", "1", "")]
    [InlineData("5 4 3 2 1 2030", "0", "5", "4", "3", "2", "1", "2030")]
    [InlineData("6 5 4 3 2 1 2030", "6", "5", "4", "3", "2", "1", "2030")]
    [InlineData(" 5\t4  3 2 1 ", "0", "5", "4", "3", "2", "1", "")]
    [InlineData("@yearly", "0", "0", "0", "1", "1", "0-6", "")]
    [InlineData("@annually", "0", "0", "0", "1", "1", "0-6", "")]
    [InlineData("@monthly", "0", "0", "0", "1", "1-12", "0-6", "")]
    [InlineData("@weekly", "0", "0", "0", "1-31", "1-12", "0", "")]
    [InlineData("@daily", "0", "0", "0", "1-31", "1-12", "0-6", "")]
    [InlineData("@midnight", "0", "0", "0", "1-31", "1-12", "0-6", "")]
    [InlineData("@hourly", "0", "0", "0-23", "1-31", "1-12", "0-6", "")]
    public void Cron_Fields_AreThisCalendar(
        string text, string second, string minute, string hour, string day, string month, string weekDay, string year)
    {
        var calendar = Assert.Single(Form(new() { CronString = { text } }).StructuredCalendar);

        Assert.Equal(
            [second, minute, hour, day, month, weekDay, year],
            new[]
            {
                calendar.Second, calendar.Minute, calendar.Hour, calendar.DayOfMonth, calendar.Month,
                calendar.DayOfWeek, calendar.Year,
            }.Select(Show));
    }

    [Theory]
    [InlineData("@every 1h", "3600s", null)]
    [InlineData("@every 1h/5m", "3600s", "300s")]
    [InlineData("@every 1h/", "3600s", null)]
    [InlineData("@every 1.5d/1d # twice in three days", "129600s", "86400s")]
    [InlineData("@everyday 90m", "5400s", null)]
    [InlineData("TZ=Asia/Kolkata @every +1m1.5s", "61.500s", null)]
    [InlineData("@every 1h2m3s4ms5us6ns", "3723.004005006s", null)]
    public void Cron_Every_IsThisInterval(string text, string interval, string? phase)
    {
        var form = Form(new() { CronString = { text } });

        Assert.Empty(form.StructuredCalendar);
        Assert.Empty(form.TimezoneName);
        var only = Assert.Single(form.Interval);
        Assert.Equal((interval, phase), (Text(only.Interval), Text(only.Phase)));
    }

    [Fact]
    public void Cron_ZoneAndComment_AreTheSpecsZoneAndTheCalendarsComment()
    {
        var form = Form(new() { CronString = { "CRON_TZ=Europe/Berlin 0 7 * * * # before # work " } });

        Assert.Equal("Europe/Berlin", form.TimezoneName);
        Assert.Equal("before # work", Assert.Single(form.StructuredCalendar).Comment);
    }

    [Fact]
    public void Spec_WrittenInAllWays_KeepsTheOrderOfItsKinds()
    {
        var form = Form(new()
        {
            CronString = { "3 * * * *", "@every 2h" },
            Calendar = { new CalendarSpec { Minute = "2" } },
            StructuredCalendar = { Structured(1) },
            Interval = { new IntervalSpec { Interval = Duration.FromTimeSpan(TimeSpan.FromHours(1)) } },
        });

        Assert.Equal(["1", "2", "3"], form.StructuredCalendar.Select(calendar => Show(calendar.Minute)));
        Assert.Equal(["3600s", "7200s"], form.Interval.Select(interval => Text(interval.Interval)));
        Assert.Empty(form.Calendar);
        Assert.Empty(form.CronString);
    }

    [Fact]
    public void Structured_DefaultsOfRanges_AreFilledInOnlyInTheForm()
    {
        var spec = new ScheduleSpec { StructuredCalendar = { Structured(5) } };

        var range = Form(spec).StructuredCalendar[0].Minute[0];

        Assert.Equal((5, 5, 1), (range.Start, range.End, range.Step));
        Assert.Equal((0, 0), (spec.StructuredCalendar[0].Minute[0].End, spec.StructuredCalendar[0].Minute[0].Step));
    }

    public static TheoryData<string, string> WrongCrons => new()
    {
        { "* * * *", "CronString does not have 5-7 fields" },
        { "* * * * * * * *", "CronString does not have 5-7 fields" },
        { "", "CronString does not have 5-7 fields" },
        { "@reboot", "CronString does not have 5-7 fields" },
        { "TZ=UTC", "CronString has time zone but missing fields" },
        { "@every", "CronString does not have interval after @every" },
        { "@every  1h", "time: invalid duration \" 1h\"" },
        { "@every 5", "time: missing unit in duration \"5\"" },
        { "@every 5m0", "time: missing unit in duration \"5m0\"" },
        { "@every 1y", "time: unknown unit \"y\" in duration \"1y\"" },
        { "@every 1\u00e9", "time: unknown unit \"\\xc3\\xa9\" in duration \"1\\xc3\\xa9\"" },
        { "@every .m", "time: invalid duration \".m\"" },
        { "@every 99999999999999h", "time: invalid duration \"99999999999999h\"" },
        { "@every 0", "interval is too small" },
        { "@every -1h", "interval is too small" },
        { "@every 999ms", "interval is too small" },
        { "@every 1h/1h", "phase cannot be greater than Interval" },
        { "@every 1h/-1m", "phase is negative" },
        { "60 * * * *", "Minute is not in range [0-59]" },
        { "* 9-24 * * *", "Hour End is before Start or not in range [0-23]" },
        { "* 9-8 * * *", "Hour End is before Start or not in range [0-23]" },
        { "* * 0-3 * *", "DayOfMonth Start is not in range [1-31]" },
        { "* * * ja *", "Month is not in range [1-12]" },
        { "* * * * 8", "DayOfWeek is not in range [0-7]" },
        { "* * * * * 1999", "Year is not in range [2000-2100]" },
        { "1-2-3 * * * *", "Minute has too many dashes" },
        { "1/2/3 * * * *", "Minute has too many slashes" },
        { "1/ * * * *", "Minute missing step value" },
        { "*/0 * * * *", "Minute has invalid Step" },
        { "*/x * * * *", "strconv.Atoi: parsing \"x\": invalid syntax" },
        { "*/\"\u0007\u007f\u00e9\u200b * * * *", "strconv.Atoi: parsing \"\\\"\\a\\x7f\u00e9\\u200b\": invalid syntax" },
        { "*/99999999999999999999 * * * *", "strconv.Atoi: parsing \"99999999999999999999\": value out of range" },
        { "x 24 * * *", "Minute is not in range [0-59], Hour is not in range [0-23]" },
        { "CRON_TZ=Nowhere/None * * * * *", "unknown time zone Nowhere/None" },
        { "CRON_TZ=europe/berlin * * * * *", "unknown time zone europe/berlin" },
        { "CRON_TZ=../UTC * * * * *", "time: invalid location name" },
    };

    [Theory]
    [MemberData(nameof(WrongCrons))]
    public void Cron_ThatIsNone_IsRefusedWithTheOfficialSentence(string text, string sentence) =>
        AssertRefused(sentence, new() { CronString = { text } });

    public static TheoryData<string, ScheduleSpec> WrongSpecs => new()
    {
        { "conflicting timezone names", new() { CronString = { "TZ=UTC @daily", "@daily" } } },
        { "conflicting timezone names", new() { CronString = { "TZ=UTC @daily", "@every 1h" } } },
        { "conflicting timezone names", new() { CronString = { "TZ=UTC @daily" }, TimezoneName = "Etc/UTC" } },
        { "conflicting timezone names", new() { CronString = { "TZ=UTC @daily" }, TimezoneData = Data("TZif") } },
        { "malformed time zone information", new() { TimezoneData = Data("TZif") } },
        { "invalid calendar spec: Hour Start is not in range [0-23]", With(spec => spec.Hour, new() { Start = 24 }) },
        {
            "invalid calendar spec: Month End is before Start or not in range [1-12]",
            With(spec => spec.Month, new() { Start = 3, End = 2 })
        },
        {
            "invalid calendar spec: Month Start is not in range [1-12], Month has invalid Step",
            With(spec => spec.Month, new() { Step = -1 })
        },
        {
            "invalid calendar spec: comment is too long",
            new() { StructuredCalendar = { new StructuredCalendarSpec { Comment = new string('\u00e9', 101) } } }
        },
        { "interval is too small", new() { Interval = { new IntervalSpec() } } },
        { "Second is not in range [0-59]", Excluding(new() { Second = "60" }) },
    };

    [Theory]
    [MemberData(nameof(WrongSpecs))]
    public void Spec_ThatIsNone_IsRefusedWithTheOfficialSentence(string sentence, ScheduleSpec spec) =>
        AssertRefused(sentence, spec);

    [Fact]
    public void Exclusion_OfWhatNeverComes_IsTakenAndOneThatGoesBackIsNot()
    {
        Assert.Equal("70", Show(Form(new() { ExcludeStructuredCalendar = { Structured(70) } })
            .ExcludeStructuredCalendar[0].Minute));
        var back = new StructuredCalendarSpec { Minute = { new Range { Start = 9, Step = -1 } } };
        AssertRefused(
            "invalid exclude calendar spec: Minute has a range below zero or an invalid Step",
            new() { ExcludeStructuredCalendar = { back } });
    }

    [Fact]
    public void Spec_Empty_HasNoMoment() =>
        Assert.Null(CompiledSpec.Compile(new()).Next(DateTimeOffset.UnixEpoch, string.Empty));

    private static void AssertRefused(string sentence, ScheduleSpec spec)
    {
        var error = Assert.Throws<RpcError>(() => CompiledSpec.Compile(spec));

        Assert.Equal((GrpcStatusCode.InvalidArgument, $"Invalid schedule spec: {sentence}"), (error.Code, error.Message));
    }

    private static ScheduleSpec Form(ScheduleSpec spec) => CompiledSpec.Compile(spec).Canonical;

    private static StructuredCalendarSpec Calendar(CalendarSpec spec) =>
        Assert.Single(Form(new() { Calendar = { spec } }).StructuredCalendar);

    private static StructuredCalendarSpec Structured(int minute) => new() { Minute = { new Range { Start = minute } } };

    private static ScheduleSpec With(
        Func<StructuredCalendarSpec, ICollection<Range>> field, Range range)
    {
        var calendar = new StructuredCalendarSpec();
        field(calendar).Add(range);
        return new ScheduleSpec { StructuredCalendar = { calendar } };
    }

    private static ScheduleSpec Excluding(CalendarSpec calendar)
    {
        var spec = new ScheduleSpec();
#pragma warning disable CS0612 // Deprecated, and still read.
        spec.ExcludeCalendar.Add(calendar);
#pragma warning restore CS0612
        return spec;
    }

    private static ByteString Data(string text) => ByteString.CopyFromUtf8(text);

    private static string? Text(Duration? span) => span?.ToString().Trim('"');

    private static string Show(IEnumerable<Range> ranges) => string.Join(' ', ranges.Select(range =>
        range.Start + (range.End == range.Start ? string.Empty : $"-{range.End}") +
        (range.Step == 1 ? string.Empty : $"/{range.Step}")));
}
