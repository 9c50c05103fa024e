using System.Globalization;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using Domain.Tests.Support;
using static Domain.Tests.Support.GateSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Risk;

/// <summary>Ladders by working hours, seen through the moments of a gate that opens.</summary>
public sealed class WorkingTimeTests
{
    private static readonly TimeSpan Winter = TimeSpan.FromHours(1);
    private static readonly TimeSpan Summer = TimeSpan.FromHours(2);

    /// <summary>Monday to Friday nine to five in a zone whose clocks go forward on 2030-03-31 at 01:00 UTC.</summary>
    private static readonly WorkingCalendar Office = new(
        "office",
        "Europe/Berlin",
        Enumerable.Range(1, 5)
            .Select(day => new WorkingHours((DayOfWeek)day, new TimeOnly(9, 0), new TimeOnly(17, 0)))
            .ToValueList(),
        [new DateOnly(2030, 1, 7)],
        [
            new(At("2029-10-28T01:00"), Winter),
            new(At("2030-03-31T01:00"), Summer),
            new(At("2030-10-27T01:00"), Winter),
        ]);

    [Theory]

    // Wednesday night: two hours of work end on Thursday at eleven.
    [InlineData("2030-01-02T20:00", 2, "2030-01-03T10:00")]

    // Friday at four: one hour on Friday; Monday is a holiday; one hour on Tuesday.
    [InlineData("2030-01-04T15:00", 2, "2030-01-08T09:00")]

    // Friday before the clocks change: Monday begins an hour earlier by UTC.
    [InlineData("2030-03-29T15:00", 2, "2030-04-01T08:00")]

    // In the middle of the day.
    [InlineData("2030-01-03T09:30", 2, "2030-01-03T11:30")]
    public void Ladder_WithACalendar_CountsWorkingTimeOnly(string opens, int hours, string called)
    {
        var run = AtGate(Office, hours).Wait(At(opens) - Start).Run(Drain).Readings();

        var rung = run.State.Gates[0].Rungs!.Single(one => one.Kind == RungKind.Escalate);
        Assert.Equal(At(called), rung.At);
    }

    [Fact]
    public void Hours_ThatTheClocksSkip_BeginWhereTheyLand()
    {
        var night = Office with
        {
            Hours = [new WorkingHours(DayOfWeek.Sunday, new TimeOnly(2, 30), new TimeOnly(6, 0))],
        };
        var run = AtGate(night, hours: 1).Wait(At("2030-03-30T12:00") - Start).Run(Drain).Readings();

        // Half past two does not exist on that day: three o'clock summer time is 01:00 UTC.
        Assert.Equal(At("2030-03-31T02:00"), run.State.Gates[0].Rungs!.Single(one => one.Kind == RungKind.Escalate).At);
    }

    [Fact]
    public void Ladder_WithACalendarThatNoPolicyHas_OpensNoRun()
    {
        var run = new RunFixture(
            charter: GateSample.Charter,
            procedure: Gated(Drain, Plain with { Ladder = Ladder with { Calendar = "office" } }));

        Assert.Equal(RefusalCode.InvalidDocument, run.Last.OfType<RunFact.OpeningRefused>().Single().Refusal.Code);
    }

    private static RunFixture AtGate(WorkingCalendar calendar, int hours) => RunFixture.Confirmed(
        With(Drain, step => step with
        {
            RiskFactors = Harmless,
            Gate = Plain with { Ladder = Ladder with { Within = TimeSpan.FromHours(hours), Calendar = "office" } },
        }),
        GateSample.Charter,
        Policy with { Calendars = [calendar] });

    private static DateTimeOffset At(string text) => new(
        DateTime.ParseExact(text, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture), TimeSpan.Zero);
}
