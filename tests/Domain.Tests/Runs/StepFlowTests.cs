using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Runs;

public sealed class StepFlowTests
{
    [Fact]
    public void Run_WhenLeftAlone_OwesNothing()
    {
        var run = RunFixture.Confirmed();

        Assert.Empty(run.State.Work);
        Assert.Null(run.State.NextDeadline);
        Assert.Null(run.State.Blocked);
    }

    [Fact]
    public void RunStep_BeforeConfirmation_IsRefused()
    {
        var run = new RunFixture().Run(Drain);

        Assert.Equal(RefusalCode.CharterNotConfirmed, run.RefusalOfLast());
        Assert.Empty(run.State.Work);
    }

    [Fact]
    public void Step_WithoutGate_IsReadDispatchedReadAndVerified()
    {
        var run = RunFixture.Confirmed().Run(Drain);
        Assert.Equal(ReadingPurpose.Precheck, Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work)).Purpose);

        run.Readings();
        var dispatch = Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
        Assert.Equal("""{"url":"http://orders/drain"}""", dispatch.Call.Parameters.Text);

        run.Report(ActionOutcome.Executed);
        Assert.Equal(ReadingPurpose.AfterAction, Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work))
            .Purpose);

        run.Readings();
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Empty(run.State.Work);
        Assert.True(LedgerChain.Verify(run.Ledger).IsIntact);
        Assert.Empty(LedgerAudit.Check(run.Ledger));
    }

    [Fact]
    public void Step_WithGate_WaitsForApprovalAndReadsAgain()
    {
        var run = RunFixture.Confirmed().Run(Restart).Readings();
        var gate = Assert.Single(run.State.Gates);
        Assert.Empty(run.State.Work);

        run.Direct(Ben, new Instruction.Approve(gate.Id));
        Assert.Equal(ReadingPurpose.Recheck, Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work)).Purpose);

        run.Readings();
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
        Assert.Empty(run.State.Gates);
    }

    [Fact]
    public void State_IsTheFoldOfTheLedger_AlsoThroughJson()
    {
        var run = RunFixture.Confirmed().Complete(Drain).Run(Restart).Readings();

        var entries = run.Ledger.Select(entry => DomainJson.Deserialize<LedgerEntry>(DomainJson.Serialize(entry)))
            .ToList();

        Assert.Equal(run.Ledger, entries);
        Assert.True(LedgerChain.Verify(entries).IsIntact);
        Assert.Equal(run.State, RunJournal.Replay(entries));
    }
}
