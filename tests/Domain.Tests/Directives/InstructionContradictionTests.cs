using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Directives;

/// <summary>Two people who cannot both be meant.</summary>
public sealed class InstructionContradictionTests
{
    private static readonly ContradictionId First = new("c1");

    [Fact]
    public void Denial_OfWhatAnotherApproved_BeforeItIsDispatched_HoldsTheRun()
    {
        var run = AtGate(out var gate);
        run.Direct(Ben, new Instruction.Approve(gate));

        run.Direct(Dora, new Instruction.Deny(gate), "not now");

        Assert.Equal(RefusalCode.InstructionsContradict, run.RefusalOfLast());
        Assert.Equal((Ben, Dora), Sides(run));
        Assert.Empty(run.State.Work);
        Assert.Equal(RefusalCode.InstructionsContradict, run.State.Blocked!.Code);
        Assert.Equal([Carla], run.State.Blocked.Owners);
        Assert.Equal(RefusalCode.InstructionsContradict, run.Run(Limit).RefusalOfLast());
    }

    [Fact]
    public void Denial_ThatIsMeant_WithdrawsWhatWasApproved()
    {
        var run = AtGate(out var gate).Direct(Ben, new Instruction.Approve(gate));
        run.Direct(Dora, new Instruction.Deny(gate), "not now");

        run.Direct(Carla, new Instruction.ClearContradiction(First, "dora", "asked both"));

        Assert.Null(run.State.Blocked);
        Assert.Equal(StepStatus.Pending, run.Status(Restart));
        Assert.DoesNotContain(run.Ledger, entry => entry.Fact is RunFact.ActionDispatched { Attempt.Value: "restart.1" });
    }

    [Fact]
    public void Approval_ThatIsMeant_IsReadAnewBeforeItIsDispatched()
    {
        var run = AtGate(out var gate).Direct(Ben, new Instruction.Approve(gate));
        run.Direct(Dora, new Instruction.Deny(gate), "not now");

        run.Direct(Carla, new Instruction.ClearContradiction(First, "ben", "asked both"));

        Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work));
        run.Readings();
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
        Assert.Empty(LedgerAudit.Check(run.Ledger));
    }

    [Fact]
    public void Contradiction_IsNotClearedByASideNorWithoutAStatement()
    {
        var run = AtGate(out var gate).Direct(Ben, new Instruction.Approve(gate));
        run.Direct(Dora, new Instruction.Deny(gate), "not now");

        Assert.Equal(RefusalCode.NotInRole, Clear(Ben, "ben", "I said so"));
        Assert.Equal(RefusalCode.NotInRole, Clear(Ana, "ben", "go on"));
        Assert.Equal(RefusalCode.UnknownSource, Clear(Carla, "ana", "hm"));
        Assert.Equal(RefusalCode.ReasonMissing, Clear(Carla, "ben", " "));
        Assert.Equal(RefusalCode.UnknownContradiction,
            run.Direct(Carla, new Instruction.ClearContradiction(new("c9"), "ben", "x")).RefusalOfLast());

        RefusalCode? Clear(PersonId by, string meant, string statement) =>
            run.Direct(by, new Instruction.ClearContradiction(First, meant, statement)).RefusalOfLast();
    }

    [Fact]
    public void Approval_ByOneWhoDidNotKnowOfTheDenial_HoldsTheRun()
    {
        var run = AtGate(out var gate);
        var seen = run.State.Head;
        run.Direct(Dora, new Instruction.Deny(gate), "no");

        run.Direct(Ben, new Instruction.Approve(gate), on: seen);

        Assert.Equal((Dora, Ben), Sides(run));
        Assert.Equal(StepStatus.Pending, run.Status(Restart));
    }

    [Fact]
    public void Approval_ByOneWhoKnewOfTheDenial_IsOnlyLate()
    {
        var run = AtGate(out var gate);
        run.Direct(Dora, new Instruction.Deny(gate), "no");

        run.Direct(Ben, new Instruction.Approve(gate), on: run.State.Head);

        Assert.Equal(RefusalCode.UnknownGate, run.RefusalOfLast());
        Assert.Empty(run.State.OpenInstructionContradictions);
    }

    [Fact]
    public void Stranger_ContradictsNobody()
    {
        var run = AtGate(out var gate).Direct(Ben, new Instruction.Approve(gate));

        run.Direct(new("eve"), new Instruction.Deny(gate), "no");
        run.Direct(Carla, new Instruction.Deny(gate), "no");

        Assert.Empty(run.State.OpenInstructionContradictions);
    }

    [Fact]
    public void Lead_WhoTakesTheRequestBack_ContradictsNobody()
    {
        var run = AtGate(out var gate);
        var seen = run.State.Head;
        run.Direct(Ana, new Instruction.Deny(gate), "not yet");

        run.Direct(Ben, new Instruction.Approve(gate), on: seen);

        Assert.Equal(RefusalCode.UnknownGate, run.RefusalOfLast());
        Assert.Empty(run.State.OpenInstructionContradictions);
    }

    [Fact]
    public void OldLead_WhoRunsAStepThatTheNewOneSkipped_HoldsTheRun()
    {
        var run = RunFixture.Confirmed();
        var seen = run.State.Head;
        var takeover = new TakeoverId("t1");
        run.Direct(Ana, new Instruction.OfferTakeover(Ben)).Direct(Carla, new Instruction.ApproveTakeover(takeover))
            .ReadBackAll(takeover).Direct(Ben, new Instruction.AcceptTakeover(takeover))
            .Direct(Ben, new Instruction.Skip(Drain), "not needed");

        run.Direct(Ana, new Instruction.RunStep(Drain), epoch: 1, on: seen);

        Assert.Equal(RefusalCode.StaleEpoch, run.RefusalOfLast());
        Assert.Equal((Ben, Ana), Sides(run));
        Assert.NotNull(run.State.Blocked);
        Assert.Equal(RefusalCode.StaleEpoch, run.Direct(Ana, new Instruction.RunStep(Limit), epoch: 1).RefusalOfLast());
        Assert.Single(run.State.OpenInstructionContradictions);
    }

    [Theory]
    [InlineData(ReconciledOutcome.Done, ReconciledOutcome.NotDone)]
    [InlineData(ReconciledOutcome.NotDone, ReconciledOutcome.Done)]
    public void TwoStatements_AboutOneDoubt_HoldTheRun(ReconciledOutcome one, ReconciledOutcome other)
    {
        var run = RunFixture.Confirmed().Complete(Drain).Run(Restart).Readings();
        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id)).Readings().Report(ActionOutcome.Unknown).Readings();
        var (attempt, seen) = (run.Attempt(Restart).Id, run.State.Head);
        run.Direct(Ben, new Instruction.Reconcile(attempt, one, "the log"));

        run.Direct(Dora, new Instruction.Reconcile(attempt, other, "the screen"), on: seen);

        Assert.Equal((Ben, Dora), Sides(run));
    }

    [Fact]
    public void AcceptanceOfATakeover_ByOneWhoDidNotKnowThatItWasCancelled_HoldsTheRun()
    {
        var takeover = new TakeoverId("t1");
        var run = RunFixture.Confirmed().Direct(Ana, new Instruction.OfferTakeover(Ben))
            .Direct(Carla, new Instruction.ApproveTakeover(takeover)).ReadBackAll(takeover);
        var seen = run.State.Head;
        run.Direct(Ana, new Instruction.CancelTakeover(takeover));

        run.Direct(Ben, new Instruction.AcceptTakeover(takeover), on: seen);

        Assert.Equal((Ana, Ben), Sides(run));
        Assert.Equal(Ana, run.State.Lead);
    }

    [Fact]
    public void OneAndTheSamePerson_ContradictsNobody()
    {
        var run = RunFixture.Confirmed();
        var seen = run.State.Head;
        run.Run(Limit).Direct(Ana, new Instruction.RunStep(Limit, JsonData.Parse("""{"limit":1}""")));

        run.Direct(Ana, new Instruction.Skip(Limit), "after all", on: seen);

        Assert.Equal(RefusalCode.StaleHead, run.RefusalOfLast());
        Assert.Empty(run.State.OpenInstructionContradictions);
    }

    [Fact]
    public void Contradiction_StandsInPacketViewsAndSuccessor()
    {
        var run = AtGate(out var gate).Direct(Ben, new Instruction.Approve(gate));
        run.Direct(Dora, new Instruction.Deny(gate), "not now");
        var packet = PacketBuilder.Build(run.State, run.Now);

        Assert.Single(packet.InstructionContradictions!);
        Assert.Contains("ben says approve and dora says deny", PacketMarkdown.Render(packet), StringComparison.Ordinal);
        Assert.Contains(packet.NextDecisions, one => one.Owners.Contains(Carla));
        Assert.Null(PacketBuilder.Damage(packet));
        var next = new RunFixture(new RunId("run-2"), packet).Confirm();
        Assert.Empty(next.State.Work);
        Assert.Single(next.State.OpenInstructionContradictions);
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));
    }

    private static RunFixture AtGate(out GateId gate)
    {
        var run = RunFixture.Confirmed().Complete(Drain).Run(Restart).Readings();
        gate = Assert.Single(run.State.Gates).Id;
        return run;
    }

    private static (PersonId First, PersonId Second) Sides(RunFixture run)
    {
        var one = Assert.Single(run.State.OpenInstructionContradictions);
        Assert.Contains(run.Last, fact => fact is RunFact.InstructionsContradicted);
        return (one.First.Issuer, one.Second.Issuer);
    }
}
