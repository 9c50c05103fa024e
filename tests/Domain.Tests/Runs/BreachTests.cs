using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Runs;

/// <summary>Another ledger of the same run turned up.</summary>
public sealed class BreachTests
{
    private static readonly RunInput.LedgerRefused Breach = new("There is another entry 7.");

    [Fact]
    public void Breach_HoldsTheRunUntilItsLeadResumes()
    {
        var run = RunFixture.Confirmed().Run(Drain).Send(Breach);

        Assert.Equal(RunStatus.Paused, run.State.Status);
        Assert.Empty(run.State.Work);
        Assert.Contains("another entry 7", run.State.Blocked!.Sentence, StringComparison.Ordinal);
        Assert.Equal(RefusalCode.RunPaused, run.Run(Limit).RefusalOfLast());
        run.Direct(Ana, new Instruction.Resume(), "It was a reset; nothing was done.").Readings();
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));
        Assert.Empty(LedgerAudit.Check(run.Ledger));
    }

    [Fact]
    public void Breach_BeforeTheConfirmation_DoesNotTakeItsPlace()
    {
        var run = new RunFixture().Send(Breach);

        Assert.Equal(RunStatus.AwaitingConfirmation, run.State.Status);
        Assert.Equal(RefusalCode.CharterNotConfirmed, run.Direct(Ana, new Instruction.Resume()).RefusalOfLast());
        Assert.Equal(RunStatus.Paused, run.Confirm().State.Status);
    }

    [Fact]
    public void Breach_OfAPausedOrEndedRun_IsRecorded()
    {
        var paused = RunFixture.Confirmed().Direct(Ana, new Instruction.Pause(), "a call").Send(Breach);
        Assert.Equal(Ana, paused.State.Pause!.By);
        Assert.IsType<RunFact.LedgerBreached>(Assert.Single(paused.Last));

        var stopped = RunFixture.Confirmed().Direct(Ana, new Instruction.Stop(), "enough").Send(Breach);
        Assert.Equal(RunStatus.Stopped, stopped.State.Status);
        Assert.True(stopped.State.HasEnded);
    }

    [Fact]
    public void Breach_OfWhatWasNeverOpened_SaysNothing() =>
        Assert.Empty(RunJournal.Advance(RunState.NotOpened, Breach, Start).Entries);
}
