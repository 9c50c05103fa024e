using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Takeover;

/// <summary>A successor from a copy of the ledger, which may break off anywhere.</summary>
public sealed class SuccessionTests
{
    private static readonly RunId Next = new("run-2");

    [Fact]
    public void Copy_ThatBreaksOffAnywhere_IsContinuedWithoutRepeatingOrLosing()
    {
        var run = Story();
        for (var length = 1; length <= run.Ledger.Count; length++)
        {
            var copy = run.Ledger.Take(length).ToValueList();
            var packet = PacketBuilder.OfCopy(copy, run.Now, out var problem);
            Assert.True(packet is not null, problem);
            Assert.Null(PacketBuilder.Damage(packet));

            var next = new RunFixture(Next, packet).Confirm().ReadAll();

            Assert.NotNull(next.State.Pause);
            next.Direct(next.State.Lead, new Instruction.Resume()).ReadAll();
            Assert.DoesNotContain(next.Ledger, entry => entry.Fact is RunFact.ActionDispatched);
            Assert.Empty(next.State.Work);
            Assert.DoesNotContain(next.State.Attempts(), attempt =>
                Attempts.IsUnderWay(attempt) || attempt.Stage is AttemptStage.Directed or AttemptStage.Dispatching);
            Assert.Empty(Continuity.Check(packet, next.Ledger.ToValueList()));
            Assert.Empty(Continuity.Check(copy, next.Ledger.ToValueList()));
            Assert.Equal(
                run.State.Steps.Select(step => step.Id), Continuity.Compare(next.Ledger.ToValueList()).Select(one => one.Step));
            Assert.Equal(next.State, RunJournal.Replay(next.Ledger));
        }
    }

    [Fact]
    public void Attempt_ThatTheCopyDoesNotSettle_IsUnknownUntilAHumanDoes()
    {
        var run = RunFixture.Confirmed().Run(Drain);
        var packet = PacketBuilder.OfCopy(run.Ledger.ToValueList(), run.Now, out _)!;

        var next = new RunFixture(Next, packet).Confirm();
        Assert.Equal(StepStatus.Unknown, next.Status(Drain));
        next.Direct(Ana, new Instruction.Resume());
        Assert.Equal(RefusalCode.OutcomeUnknown, next.Run(Drain).RefusalOfLast());

        next.Direct(Ben, new Instruction.Reconcile(new("drain.1"), ReconciledOutcome.Done, "seen in the service")).ReadAll();
        Assert.Equal(StepStatus.Completed, next.Status(Drain));
        Assert.Null(next.Direct(Ana, new Instruction.Reverse(Drain)).RefusalOfLast());
    }

    [Fact]
    public void Reversal_ThatTheCopyHoldsWithoutItsLastEntry_IsBooked()
    {
        var run = RunFixture.Confirmed().Complete(Drain);
        run.Direct(Ana, new Instruction.Reverse(Drain)).Readings().Report(ActionOutcome.Executed).Readings();
        Assert.IsType<RunFact.StepReversed>(run.Ledger[^1].Fact);
        var packet = PacketBuilder.OfCopy(run.Ledger.SkipLast(1).ToValueList(), run.Now, out _)!;

        Assert.Equal(StepStatus.Reversed, new RunFixture(Next, packet).Status(Drain));
    }

    [Fact]
    public void Copy_ThatIsNotWhole_MakesNoPacket()
    {
        var ledger = RunFixture.Confirmed().Complete(Drain).Ledger;

        Assert.Null(PacketBuilder.OfCopy([], Start, out _));
        Assert.Null(PacketBuilder.OfCopy(ledger.Where((_, index) => index != 3).ToValueList(), Start, out var problem));
        Assert.Contains("follows entry 3", problem, StringComparison.Ordinal);
        Assert.Null(PacketBuilder.OfCopy(ledger.Skip(1).ToValueList(), Start, out _));
    }

    [Fact]
    public void Predecessor_ThatWentOnAfterThePacket_IsFound()
    {
        var run = RunFixture.Confirmed().Complete(Drain);
        var packet = PacketBuilder.Build(run.State, run.Now);
        var next = new RunFixture(Next, packet).Confirm();
        Assert.Empty(Continuity.Check(run.Ledger.ToValueList(), next.Ledger.ToValueList()));
        run.Direct(Ana, new Instruction.Stop(), "handed on");
        Assert.Empty(Continuity.Check(run.Ledger.ToValueList(), next.Ledger.ToValueList()));

        var other = RunFixture.Confirmed().Complete(Drain);
        other.Complete(Reindex);

        Assert.Contains(
            Continuity.Check(other.Ledger.ToValueList(), next.Ledger.ToValueList()),
            one => one.Contains("went on", StringComparison.Ordinal));
        Assert.NotEmpty(Continuity.Check(RunFixture.Confirmed().Ledger.ToValueList(), next.Ledger.ToValueList()));
        Assert.NotEmpty(Continuity.Check(run.Ledger.ToValueList(), run.Ledger.ToValueList()));
    }

    [Fact]
    public void Takeover_DuringAnActionInFlight_HandsItOverAndHearsItOut()
    {
        var first = new TakeoverId("t1");
        var run = RunFixture.Confirmed().Run(Drain).Readings()
            .Direct(Ana, new Instruction.OfferTakeover(Ben)).Direct(Carla, new Instruction.ApproveTakeover(first));
        Assert.Contains(
            PacketBuilder.Build(run.State, run.Now).InFlight, attempt => attempt.Id.Value == "drain.1");
        run.ReadBackAll(first).Direct(Ben, new Instruction.AcceptTakeover(first));

        run.Report(ActionOutcome.Executed).Readings();

        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Equal(Ben, run.State.Lead);
        Assert.Single(run.Ledger, entry => entry.Fact is RunFact.ActionDispatched);
    }

    // Something of everything: a gate, a doubt, a contradiction, a mismatch, a reversal, a block, a takeover.
    private static RunFixture Story()
    {
        var first = new TakeoverId("t1");
        var run = RunFixture.Confirmed().Complete(Drain).Run(Restart).Readings();
        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id)).Readings()
            .Report(ActionOutcome.Unknown).Readings()
            .Direct(Ben, new Instruction.Reconcile(new("restart.1"), ReconciledOutcome.Done, "seen")).Readings();
        run.Run(Reindex).Readings().Report(ActionOutcome.Executed).Readings(("b", """{"ok":false}"""));
        run.Direct(Carla, new Instruction.ClearContradiction(new("c1"), "database", "called")).Readings(("b", """{"ok":false}"""));
        run.Direct(Ana, new Instruction.Reverse(Reindex)).Readings().Report(ActionOutcome.Executed).Readings();
        run.Direct(Ana, new Instruction.RunStep(Limit, JsonData.Parse("""{"limit":2000}""")));
        run.Direct(Carla, new Instruction.ClearBlock(run.State.Blocks[0].Id, BlockResolution.Withdraw, "no"));
        run.Direct(Ana, new Instruction.OfferTakeover(Ben)).Direct(Carla, new Instruction.ApproveTakeover(first))
            .ReadBackAll(first).Direct(Ben, new Instruction.AcceptTakeover(first));
        run.Direct(Ben, new Instruction.RunStep(Drain, Repeat: true)).Readings().Report(ActionOutcome.Failed).Readings();
        run.Direct(Ben, new Instruction.Skip(Limit), "not needed").Run(Drain).Readings();
        return run;
    }
}
