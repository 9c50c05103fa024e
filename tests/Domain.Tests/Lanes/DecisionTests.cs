using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using Domain.Tests.Support;
using static Domain.Tests.Support.LanedSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Lanes;

public sealed class DecisionTests
{
    [Fact]
    public void Decision_OnceBothLanesAreThrough_OpensItsOptionAndSkipsTheOther()
    {
        var run = Due();
        Assert.Equal(RefusalCode.DecisionPending, run.Run(Full).RefusalOfLast());
        Assert.Contains(
            PacketBuilder.Build(run.State, run.Now).NextDecisions, one => one.Sentence.StartsWith("Decide reopen", Exactly));

        run.Direct(Ana, new Instruction.Decide(Reopen, "full"), "Everything is healthy.");

        Assert.Null(run.RefusalOfLast());
        var made = Assert.Single(run.State.Decisions!);
        Assert.Equal(("full", Ana, "Everything is healthy."), (made.Option, made.By, made.Reason));
        Assert.Equal(StepStatus.Skipped, run.Status(Part));
        Assert.Equal(RefusalCode.OptionNotChosen, run.Direct(Ana, new Instruction.RunStep(Part, Repeat: true))
            .RefusalOfLast());
        run.Complete(Full);
        Assert.Equal(StepStatus.Completed, run.Status(Full));
    }

    [Theory]
    [InlineData("ana", "reopne", "full", "Fine.", RefusalCode.UnknownDecisionPoint)]
    [InlineData("ana", "reopen", "fully", "Fine.", RefusalCode.UnknownOption)]
    [InlineData("ana", "reopen", "full", " ", RefusalCode.ReasonMissing)]
    [InlineData("ben", "reopen", "full", "Fine.", RefusalCode.NotInRole)]
    public void Decide_WithoutWhatItTakes_IsRefused(
        string person, string point, string option, string reason, RefusalCode code) =>
        Assert.Equal(
            code,
            Due().Direct(new PersonId(person), new Instruction.Decide(new DecisionPointId(point), option), reason)
                .RefusalOfLast());

    [Fact]
    public void Decide_BeforeBothLanesAreThrough_IsRefused()
    {
        var run = Open().Complete(Drain).Complete(Reindex);
        Assert.Equal(RefusalCode.StepNotReady, Decide(run));

        run.Run(Restart);

        Assert.Equal(RefusalCode.StepInProgress, Decide(run));
    }

    [Fact]
    public void Decide_ASecondTime_IsRefused()
    {
        var run = Due();
        Assert.Null(Decide(run));
        Assert.Equal(RefusalCode.AlreadyDecided, Decide(run));
    }

    [Fact]
    public void Decide_ByNamedDeciders_IsNotTheLeads()
    {
        var procedure = Ungated with
        {
            DecisionPoints = Ungated.DecisionPoints!.Replace(_ => true, point => point with { Deciders = [Dora] }),
        };
        var run = Through(new RunFixture(procedure: procedure).Confirm());

        Assert.Equal(RefusalCode.NotInRole, Decide(run));
        Assert.Null(run.Direct(Dora, new Instruction.Decide(Reopen, "part"), "Half is enough.").RefusalOfLast());
    }

    [Fact]
    public void Complete_WithAnOpenDecision_IsRefused()
    {
        var run = Due();
        foreach (var step in new[] { Full, Part, Limit })
        {
            run.Direct(Ana, new Instruction.Skip(step), "Not needed.");
        }

        Assert.Equal(RefusalCode.RunNotFinished, run.Direct(Ana, new Instruction.Complete()).RefusalOfLast());
        Assert.Null(Decide(run));
        Assert.Null(run.Direct(Ana, new Instruction.Complete()).RefusalOfLast());
        Assert.Equal(RunStatus.Completed, run.State.Status);
    }

    private const StringComparison Exactly = StringComparison.Ordinal;

    private static RunFixture Open() => new RunFixture(procedure: Ungated).Confirm();

    private static RunFixture Due() => Through(Open());

    private static RunFixture Through(RunFixture run) => run.Complete(Drain).Complete(Reindex).Complete(Restart);

    private static RefusalCode? Decide(RunFixture run) =>
        run.Direct(Ana, new Instruction.Decide(Reopen, "full"), "Fine.").RefusalOfLast();
}
