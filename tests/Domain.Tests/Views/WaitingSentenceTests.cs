using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Views;
using Domain.Tests.Support;
using static Domain.Tests.Support.GateSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Views;

/// <summary>What a run waits for, as people read it.</summary>
public sealed class WaitingSentenceTests
{
    private static readonly GatePolicy Two = new(
        GateTier.Approve, [], Quorum: new Quorum(2, ["ops", "security"]));

    [Fact]
    public void Gate_NamesThoseWhoMayStillDecide_AndWhatIsMissing()
    {
        var run = AtGate();
        Assert.Equal("ben or erik or dora: restart.1 waits at a gate.", Sentence(run));

        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id, "fine"));

        Assert.Equal(
            "erik or dora: restart.1 waits at a gate; ben agreed, missing: 1 more to agree, somebody of security.",
            Sentence(run));
    }

    [Fact]
    public void Gate_ThatWasAskedAbout_WaitsForWhoIsToAnswer()
    {
        var run = AtGate();
        run.Direct(Ben, new Instruction.AskInformation(run.State.Gates[0].Id, "who has backups?", From: Fay));

        Assert.Equal("fay to answer ben about restart.1.g1: who has backups?", Sentence(run));
    }

    [Fact]
    public void Gate_ThatIsPutOff_SaysUntilWhen()
    {
        var run = AtGate();
        run.Direct(Ben, new Instruction.Delay(run.State.Gates[0].Id, For: TimeSpan.FromHours(8)), "in the morning");

        var until = run.State.Gates[0].DelayedUntil!.Value.UtcDateTime;
        Assert.Equal($"The decision at restart.1.g1 is put off until {until:u}.", Sentence(run));
    }

    [Fact]
    public void Reads_AreCountedAndSayWhatFor()
    {
        var run = RunFixture.Confirmed().Run(Drain);

        Assert.Equal("One verification read of drain.1 (before the action).", Sentence(run));
    }

    private static RunFixture AtGate() =>
        RunFixture.Confirmed(Gated(Restart, Two), GateSample.Charter).Run(Restart).Readings();

    private static string Sentence(RunFixture run) => WaitingSentence.Of(run.State);
}
