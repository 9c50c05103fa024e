using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Runs;

/// <summary>Nothing begins before what must be true at the beginning was read and found so.</summary>
public sealed class PrerequisiteTests
{
    [Fact]
    public void Confirm_WithPrerequisites_ReadsThemFirstAndOpensWhenTheyAreMet()
    {
        var run = Open().Confirm();

        Assert.Null(run.RefusalOfLast());
        Assert.Equal(RunStatus.AwaitingConfirmation, run.State.Status);
        var work = Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work));
        Assert.Equal(ReadingPurpose.Prerequisites, work.Purpose);
        Assert.Equal("""{"url":"http://orders/backup"}""", Assert.Single(work.Reads).Call.Parameters.Text);
        Assert.Equal(RefusalCode.CharterNotConfirmed, run.Run(Drain).RefusalOfLast());
        Assert.Equal(RefusalCode.PrerequisitesPending, run.Confirm().RefusalOfLast());

        run.Readings();

        Assert.Equal(
            [typeof(RunFact.RunCheckRecorded), typeof(RunFact.CharterConfirmed)], run.Last.Select(fact => fact.GetType()));
        Assert.Equal(RunStatus.Active, run.State.Status);
        Assert.Null(run.Run(Drain).RefusalOfLast());
    }

    [Theory]
    [InlineData("""{"ok":false}""", "expected to equal true")]
    [InlineData(null, "no connection")]
    [InlineData("""{"other":1}""", "nothing at $.ok")]
    public void Confirm_WithAPrerequisiteThatIsNotMet_StaysShutAndShowsTheReading(string? document, string words)
    {
        var run = Open().Confirm().Readings(("prerequisite:backup", document));

        Assert.Equal(RunStatus.AwaitingConfirmation, run.State.Status);
        Assert.Equal(RefusalCode.PrerequisiteNotMet, run.State.Blocked!.Code);
        Assert.Contains("The backup is whole. (backups: ", run.State.Blocked.Sentence, StringComparison.Ordinal);
        Assert.Contains(words, run.State.Blocked.Sentence, StringComparison.Ordinal);
        Assert.Empty(run.State.Work);
        run.Confirm().Readings();
        Assert.Equal(RunStatus.Active, run.State.Status);
    }

    [Fact]
    public void Prerequisite_ThatWasReadTooLongAgo_DoesNotCount()
    {
        var run = Open().Confirm();
        var work = run.State.Work.OfType<Work.TakeReadings>().Single();
        var readings = run.Answers(work);

        run.Wait(TimeSpan.FromMinutes(2)).Send(new RunInput.ReadingsTaken(work.Attempt, work.Phase, readings));

        Assert.Equal(RunStatus.AwaitingConfirmation, run.State.Status);
        Assert.False(run.State.Check!.HasPassed);
    }

    [Fact]
    public void Readings_OfAnEarlierConfirmation_AreIgnored()
    {
        var run = Open().Confirm();
        var work = run.State.Work.OfType<Work.TakeReadings>().Single();
        var early = new RunInput.ReadingsTaken(work.Attempt, work.Phase, run.Answers(work));
        run.Readings(("prerequisite:backup", null)).Confirm();

        run.Send(early);

        Assert.IsType<RunFact.ResultIgnored>(Assert.Single(run.Last));
        Assert.Equal(RunStatus.AwaitingConfirmation, run.State.Status);
    }

    [Fact]
    public void Stop_WhilePrerequisitesAreRead_EndsTheRun()
    {
        var run = Open().Confirm().Direct(Ana, new Instruction.Stop(), "Not today.");

        Assert.True(run.State.HasEnded);
    }

    [Fact]
    public void Procedure_WithoutPrerequisites_IsConfirmedAtOnce() =>
        Assert.Equal(RunStatus.Active, new RunFixture(edition: RunEdition.Current).Confirm().State.Status);

    private static RunFixture Open() => new(procedure: Sample.Procedure with
    {
        Prerequisites =
        [
            new Prerequisite(
                "backup", "The backup is whole.", "backups", Call("http", """{"url":"{{targets.orders.url}}/backup"}"""),
                new Expectation("$.ok", ExpectationOperator.Equals, JsonData.Of(true)), TimeSpan.FromMinutes(1)),
        ],
    });
}
