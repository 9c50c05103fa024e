using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Runs;

/// <summary>No-go conditions are armed from the first step to the last, and never by a clock of their own.</summary>
public sealed class NoGoTests
{
    private const string Busy = """{"busy":true}""";

    private const string Free = """{"busy":false}""";

    [Fact]
    public void NoGo_SeenAfterAnAction_HoldsTheRunThoughTheStepIsVerified()
    {
        var run = Open().Run(Drain).Readings(("no-go:backup", Free)).Report(ActionOutcome.Executed)
            .Readings(("no-go:backup", Busy));

        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Equal(RefusalCode.NoGoHolds, run.State.Blocked!.Code);
        Assert.Contains("A backup runs. (backups: ", run.State.Blocked.Sentence, StringComparison.Ordinal);
        Assert.Equal(RefusalCode.NoGoHolds, run.Run(Reindex).RefusalOfLast());
        Assert.Equal(RefusalCode.NoGoHolds, run.Direct(Ana, new Instruction.Reverse(Drain)).RefusalOfLast());
    }

    [Fact]
    public void Resume_WhileANoGoHolds_ReadsAgainAndLiftsOnlyWhenItIsGone()
    {
        var run = Held();
        run.Direct(Ana, new Instruction.Resume()).Readings(("no-go:backup", Busy));
        Assert.Equal(RefusalCode.NoGoHolds, run.State.Blocked!.Code);

        run.Direct(Ana, new Instruction.Resume()).Readings(("no-go:backup", Free));

        Assert.Null(run.State.Blocked);
        Assert.Equal(RefusalCode.RunNotPaused, run.Direct(Ana, new Instruction.Resume()).RefusalOfLast());
    }

    [Fact]
    public void Resume_OfAPausedRun_ReadsTheNoGoConditions()
    {
        var run = Open().Direct(Ana, new Instruction.Pause());
        Assert.Empty(run.State.Work);

        run.Direct(Ana, new Instruction.Resume());

        Assert.Equal(ReadingPurpose.NoGoCheck, Assert.Single(run.State.Work.OfType<Work.TakeReadings>()).Purpose);
        run.Readings(("no-go:backup", Busy));
        Assert.Equal(RefusalCode.NoGoHolds, run.State.Blocked!.Code);
    }

    [Fact]
    public void Takeover_OnceAccepted_ReadsTheNoGoConditions()
    {
        var first = new TakeoverId("t1");
        var run = Open().Direct(Ana, new Instruction.OfferTakeover(Ben))
            .Direct(Carla, new Instruction.ApproveTakeover(first));
        run.ReadBackAll(first).Direct(Ben, new Instruction.AcceptTakeover(first));

        Assert.Equal(Ben, run.State.Lead);
        run.Readings(("no-go:backup", null));

        Assert.Equal(RefusalCode.NoGoHolds, run.State.Blocked!.Code);
        Assert.Equal([Ben], run.State.Blocked.Owners);
    }

    [Fact]
    public void Run_LeftAlone_HasNoWork() => Assert.Empty(Open().Wait(TimeSpan.FromDays(9)).State.Work);

    [Fact]
    public void Run_OpenedUnderTheFirstRules_ReadsNoGoConditionsBeforeActionsOnly()
    {
        var run = Open(edition: null).Direct(Ana, new Instruction.Pause()).Direct(Ana, new Instruction.Resume());
        Assert.Empty(run.State.Work);
        run.Run(Drain).Readings(("no-go:backup", Free)).Report(ActionOutcome.Executed);

        var after = Assert.Single(run.State.Work.OfType<Work.TakeReadings>());
        Assert.DoesNotContain(after.Reads, read => read.Id.Value.StartsWith("no-go:", StringComparison.Ordinal));
    }

    private static RunFixture Held() => Open().Run(Drain).Readings(("no-go:backup", Free))
        .Report(ActionOutcome.Executed).Readings(("no-go:backup", Busy));

    private static RunFixture Open(int? edition = RunEdition.Current) => new RunFixture(
        charter: Sample.Charter with
        {
            NoGoConditions =
            [
                new NoGoCondition(
                    "backup", "A backup runs.", "backups", Call("http", "{}"),
                    new Expectation("$.busy", ExpectationOperator.Equals, JsonData.Of(true))),
            ],
        },
        edition: edition).Confirm();
}
