using System.Globalization;
using DirectedExecution.DevServer.Engine.Cron;

namespace DevServer.Tests.Engine;

public sealed class CronScheduleTests
{
    private const int Seeds = 300;
    private const int DaysJudged = 40;

    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("* * * * * *")]
    [InlineData("60 * * * *")]
    [InlineData("* 24 * * *")]
    [InlineData("* * 0 * *")]
    [InlineData("* * * 13 *")]
    [InlineData("0 0 * * 7")]
    [InlineData("0 0 * * mon#2")]
    [InlineData("0 0 L * *")]
    [InlineData("*/0 * * * *")]
    [InlineData("5-1 * * * *")]
    [InlineData("1-2-3 * * * *")]
    [InlineData("1/2/3 * * * *")]
    [InlineData("-1 * * * *")]
    [InlineData("@nope")]
    [InlineData("@reboot")]
    [InlineData("@every")]
    [InlineData("@every 1d")]
    [InlineData("@every -")]
    [InlineData("@every 99999999999999h")]
    [InlineData("@EVERY 2h")]
    [InlineData("CRON_TZ=Nowhere/None * * * * *")]
    [InlineData("CRON_TZ=UTC")]
    public void Text_ThatIsNoSchedule_IsNotRead(string text) => Assert.Null(CronParser.Read(text));

    [Theory]
    [InlineData("* * * * *", "2026-01-01T10:20:30", "2026-01-01T10:21:00")]
    [InlineData("20 10 * * *", "2026-01-01T10:20:00", "2026-01-02T10:20:00")]
    [InlineData(" 0  0 * * * ", "2026-01-01T10:20:30", "2026-01-02T00:00:00")]
    [InlineData("1-59/7 */3 * * *", "2026-01-01T02:23:34", "2026-01-01T03:01:00")]
    [InlineData("0 0 5/10 * *", "2026-01-26T00:00:00", "2026-02-05T00:00:00")]
    [InlineData("0 0 * JAN-FEB MON", "2026-03-01T00:00:00", "2027-01-04T00:00:00")]
    [InlineData("0 0 1,15 */2 1-5/2", "2026-11-26T02:23:34", "2026-11-27T00:00:00")]
    [InlineData("0 0 13 * FRI", "2026-02-13T00:00:00", "2026-02-20T00:00:00")]
    [InlineData("0 0 */13 * FRI", "2026-02-14T00:00:00", "2026-02-20T00:00:00")]
    [InlineData("0 0 ? * SUN-SAT", "2026-02-14T00:00:00", "2026-02-15T00:00:00")]
    [InlineData("0 0 29 2 *", "2026-01-01T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("@hourly", "2026-01-01T10:20:30", "2026-01-01T11:00:00")]
    [InlineData("@midnight", "2026-01-01T10:20:30", "2026-01-02T00:00:00")]
    [InlineData("@weekly", "2026-01-01T10:20:30", "2026-01-04T00:00:00")]
    [InlineData("@monthly", "2026-01-01T10:20:30", "2026-02-01T00:00:00")]
    [InlineData("@annually", "2026-01-01T10:20:30", "2027-01-01T00:00:00")]
    [InlineData("@every 1h30m", "2026-01-01T10:20:30", "2026-01-01T11:50:30")]
    [InlineData("@every 1.5s", "2026-01-01T10:20:30", "2026-01-01T10:20:31")]
    [InlineData("@every 0s", "2026-01-01T10:20:30", "2026-01-01T10:20:31")]
    [InlineData("@every -1h", "2026-01-01T10:20:30", "2026-01-01T10:20:31")]
    [InlineData("TZ=UTC @daily", "2026-01-01T10:20:30", "2026-01-02T00:00:00")]
    [InlineData("CRON_TZ=Europe/Berlin 0 3 * * *", "2026-01-01T10:20:30", "2026-01-02T02:00:00")]
    [InlineData("CRON_TZ=Europe/Berlin 30 2 * * *", "2026-03-28T12:00:00", "2026-03-30T00:30:00")]
    [InlineData("CRON_TZ=Europe/Berlin 30 2 * * *", "2026-10-25T00:00:00", "2026-10-25T00:30:00")]
    [InlineData("CRON_TZ=Europe/Berlin 30 2 * * *", "2026-10-25T00:30:00", "2026-10-25T01:30:00")]
    public void Next_OfASchedule_IsItsFirstMoment(string text, string after, string expected) =>
        Assert.Equal(At(expected), CronParser.Read(text)!.Next(At(after), At(after)));

    [Fact]
    public void Next_OfAnImpossibleDay_IsNone() =>
        Assert.Null(CronParser.Read("0 0 31 2 *")!.Next(At("2026-01-01T00:00:00"), At("2026-01-01T00:00:00")));

    /// <summary>What was missed meanwhile is left out; the moment itself is not.</summary>
    [Theory]
    [InlineData("@every 10s", "2026-01-01T00:00:03", "2026-01-01T00:00:45", "2026-01-01T00:00:53")]
    [InlineData("@every 10s", "2026-01-01T00:00:03", "2026-01-01T00:00:53", "2026-01-01T00:00:53")]
    [InlineData("* * * * *", "2026-01-01T00:00:00", "2026-01-01T00:05:00", "2026-01-01T00:05:00")]
    [InlineData("* * * * *", "2026-01-01T00:00:00", "2026-01-01T00:05:01", "2026-01-01T00:06:00")]
    public void Next_AfterALongRun_IsNotInThePast(string text, string after, string earliest, string expected) =>
        Assert.Equal(At(expected), CronParser.Read(text)!.Next(At(after), At(earliest)));

    /// <summary>The wall clock, minute by minute, is the judge.</summary>
    [Fact]
    public void Next_OfAnySchedule_IsTheFirstMinuteWhoseWallClockFits()
    {
        string[] zones = ["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"];
        var judged = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var fields = new[]
            {
                Field(random, 0, 59), Field(random, 0, 23), Field(random, 1, 31), Field(random, 1, 12),
                Field(random, 0, 6),
            };
            var zone = TimeZoneInfo.FindSystemTimeZoneById(zones[random.Next(zones.Length)]);
            var after = At("2026-01-01T00:00:00").AddSeconds(random.Next(366 * 24 * 3600));
            var text = $"CRON_TZ={zone.Id} {string.Join(' ', fields.Select(field => field.Text))}";
            var next = CronParser.Read(text)!.Next(after, after);
            var limit = next < after.AddDays(DaysJudged) ? next.Value : after.AddDays(DaysJudged);
            var first = FirstFitting(fields, zone, after, limit);
            Assert.True(next == first || (first is null && next is null) || (first is null && next > limit), text);
            judged += first is null ? 0 : 1;
        }

        Assert.True(judged > Seeds / 3, $"only {judged} were judged");
    }

    private static DateTimeOffset? FirstFitting(
        (string Text, HashSet<int> Values)[] fields, TimeZoneInfo zone, DateTimeOffset after, DateTimeOffset limit)
    {
        var minute = after.AddTicks(-(after.Ticks % TimeSpan.TicksPerMinute)).AddMinutes(1);
        for (; minute <= limit; minute = minute.AddMinutes(1))
        {
            if (Fits(minute))
            {
                return minute;
            }
        }

        return null;

        bool Fits(DateTimeOffset moment)
        {
            var wall = TimeZoneInfo.ConvertTime(moment, zone);
            var byDay = fields[2].Values.Contains(wall.Day);
            var byWeekDay = fields[4].Values.Contains((int)wall.DayOfWeek);
            var isDay = fields[2].Text == "*" || fields[4].Text == "*" ? byDay && byWeekDay : byDay || byWeekDay;
            return wall.Second == 0 && fields[0].Values.Contains(wall.Minute) &&
                fields[1].Values.Contains(wall.Hour) && fields[3].Values.Contains(wall.Month) && isDay;
        }
    }

    private static (string Text, HashSet<int> Values) Field(Random random, int least, int most)
    {
        var (first, step) = (random.Next(least, most + 1), random.Next(1, 4));
        var last = random.Next(first, most + 1);
        var all = Enumerable.Range(least, most - least + 1);
        return random.Next(5) switch
        {
            0 => ($"{first}", [first]),
            1 => ($"{first}-{last}/{step}", [.. all.Where(v => v >= first && v <= last && (v - first) % step == 0)]),
            2 => ($"*/{step + 1}", [.. all.Where(v => (v - least) % (step + 1) == 0)]),
            3 => ($"{first},{last}", [first, last]),
            _ => ("*", [.. all]),
        };
    }

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
