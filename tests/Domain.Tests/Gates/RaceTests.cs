using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Gates;

/// <summary>Orders of events in which others lost an approval, let one through, or never ended.</summary>
public sealed class RaceTests
{
    [Fact]
    public void Stop_OfAPausedRunAtAGate_EndsItAndNothingPassesAnyMore()
    {
        var run = AtGate();
        var gate = run.State.Gates[0].Id;
        run.Direct(Ana, new Instruction.Pause()).Direct(Ana, new Instruction.Stop(), "enough");

        Assert.True(run.State.HasEnded);
        Assert.Equal(RefusalCode.RunEnded, run.Direct(Ben, new Instruction.Approve(gate)).RefusalOfLast());
        Assert.Equal(RefusalCode.RunEnded, run.Direct(Ana, new Instruction.Resume()).RefusalOfLast());
        run.Wait(TimeSpan.FromHours(2)).Send(new RunInput.DeadlinePassed());
        Assert.Equal(1, Dispatched(run));
    }

    [Fact]
    public void Timer_ThatRangWhilePausedAndAgainAfterTheResume_ExpiresOnce()
    {
        var run = AtGate().Direct(Ana, new Instruction.Pause()).Wait(TimeSpan.FromMinutes(31));
        run.Send(new RunInput.DeadlinePassed());
        run.Direct(Ana, new Instruction.Resume()).Send(new RunInput.DeadlinePassed());

        Assert.Single(run.Ledger, entry => entry.Fact is RunFact.GateExpired);
        Assert.Equal(StepStatus.Pending, run.Status(Restart));
        Assert.Empty(run.State.Work);
        Assert.Null(run.State.NextDeadline);
    }

    [Fact]
    public void Approval_GivenWhilePaused_IsUsedAfterTheResumeOnWhatIsReadThen()
    {
        var run = AtGate();
        run.Direct(Ana, new Instruction.Pause()).Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id));
        Assert.Empty(run.State.Work);

        run.Direct(Ana, new Instruction.Resume()).Readings();

        Assert.Equal(2, Dispatched(run));
    }

    [Fact]
    public void Step_DirectedAgainAfterItsGateTimedOut_HasAGateThatTheOldWordDoesNotPass()
    {
        var run = AtGate();
        var old = run.State.Gates[0].Id;
        run.Wait(TimeSpan.FromMinutes(31)).Send(new RunInput.DeadlinePassed());
        run.Run(Restart).Readings();
        var gate = Assert.Single(run.State.Gates).Id;

        Assert.NotEqual(old, gate);
        Assert.Contains(
            run.Direct(Ben, new Instruction.Approve(old)).RefusalOfLast(),
            new RefusalCode?[] { RefusalCode.UnknownGate, RefusalCode.GateNotOpen });
        Assert.Empty(run.State.Work);
        Assert.Null(run.Direct(Ben, new Instruction.Approve(gate)).RefusalOfLast());
        run.Readings();
        Assert.Equal(2, Dispatched(run));
    }

    // The step before it was dispatched once.
    private static RunFixture AtGate() => RunFixture.Confirmed().Complete(Drain).Run(Restart).Readings();

    private static int Dispatched(RunFixture run) => run.Ledger.Count(entry => entry.Fact is RunFact.ActionDispatched);
}
