using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using Domain.Tests.Support;
using static Domain.Tests.Support.GateSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Gates;

/// <summary>Gates after the action, before the step, and where the run is stuck.</summary>
public sealed class PlacementTests
{
    [Fact]
    public void ReviewAfter_KeepsTheStepOpenUntilItIsAgreedTo()
    {
        var run = Done();

        var gate = Assert.Single(run.State.Gates);
        Assert.Equal(GatePlacement.PostAction, gate.Place);
        Assert.Equal(StepStatus.AwaitingGate, run.Status(Drain));
        Assert.Equal(RefusalCode.StepInProgress, run.Run(Reindex).RefusalOfLast());
        Assert.Equal(RefusalCode.StepInProgress, run.Direct(Ana, new Instruction.Skip(Drain), "no").RefusalOfLast());
        run.Direct(Ben, new Instruction.Approve(gate.Id)).Readings();
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Empty(run.State.Gates);
    }

    [Fact]
    public void ReviewAfter_ThatIsDenied_BlocksUntilItIsReversedOrAccepted()
    {
        var run = Done();
        var gate = run.State.Gates[0].Id;
        Assert.Equal(RefusalCode.SelfApproval, run.Direct(Ana, new Instruction.Deny(gate), "mine").RefusalOfLast());

        run.Direct(Ben, new Instruction.Deny(gate), "half of them are missing");

        Assert.Equal(BlockKind.Mismatch, Assert.Single(run.State.Blocks).Kind);
        Assert.Equal(StepStatus.Blocked, run.Status(Drain));
        run.Direct(Ana, new Instruction.Reverse(Drain)).Readings().Report(ActionOutcome.Executed).Readings();
        Assert.Equal(StepStatus.Reversed, run.Status(Drain));
        Assert.Null(run.State.Blocked);
    }

    [Fact]
    public void ReviewAfter_WhenTheStateMoved_IsAskedAgain()
    {
        var run = Done();
        var first = run.State.Gates[0];
        run.Direct(Ben, new Instruction.Approve(first.Id));

        run.Readings(("left", """{"ok":3}"""));

        var again = Assert.Single(run.State.Gates);
        Assert.NotEqual(first.Id, again.Id);
        Assert.Equal(["left (api): was true (Met), is 3 (Met)"], again.Packet.Difference);
        Assert.Equal(StepStatus.AwaitingGate, run.Status(Drain));
    }

    [Fact]
    public void ReviewAfter_ThatNobodyGives_IsNoConsent()
    {
        var run = Done(Plain with { ExpiresAfter = TimeSpan.FromHours(1) });

        run.Wait(TimeSpan.FromHours(1)).Send(new RunInput.DeadlinePassed());

        Assert.Equal(BlockKind.Mismatch, Assert.Single(run.State.Blocks).Kind);
    }

    [Fact]
    public void Checkpoint_ComesBeforeTheGateOfTheAction_AndBothAreNeeded()
    {
        var run = RunFixture.Confirmed(With(Restart, step => step with { Checkpoint = Plain }), GateSample.Charter)
            .Complete(Drain).Run(Restart).Readings();
        var checkpoint = Assert.Single(run.State.Gates);
        Assert.Equal(GatePlacement.Checkpoint, checkpoint.Place);
        Assert.NotEmpty(checkpoint.Packet.VerifiedState!);

        run.Direct(Ben, new Instruction.Approve(checkpoint.Id)).Readings();
        Assert.Empty(run.State.Work);
        var gate = run.State.Gates.Single(one => !one.IsPassed);
        Assert.Equal(GatePlacement.PreAction, gate.Place);
        run.Direct(Dora, new Instruction.Approve(gate.Id)).Readings();

        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
        Assert.Empty(run.State.Gates);
        Assert.Empty(LedgerAudit.Check(run.Ledger));
    }

    [Fact]
    public void Escalation_OfABlock_IsDecidedByAnOptionWithTheBlocksOwnAuthority()
    {
        var run = RunFixture.Confirmed(Stuck, GateSample.Charter).Direct(
            Ana, new Instruction.RunStep(Limit, JsonData.Of(new { limit = 2000 })));
        var gate = Assert.Single(run.State.Gates);
        Assert.Equal((GatePlacement.Escalation, "b1"), (gate.Place, gate.Subject));
        Assert.Equal(["withdraw", "permit", "call the vendor"], gate.Packet.Options);

        Assert.Equal(
            RefusalCode.ResolutionNotAllowed, run.Direct(Ben, new Instruction.Approve(gate.Id)).RefusalOfLast());
        Assert.Equal(
            RefusalCode.ReasonMissing, run.Direct(Ben, new Instruction.DecideEscalation(gate.Id)).RefusalOfLast());
        Assert.Equal(
            RefusalCode.SelfApproval,
            run.Direct(Ana, new Instruction.DecideEscalation(gate.Id, "permit", "go")).RefusalOfLast());
        Assert.Equal(
            RefusalCode.NotInRole,
            run.Direct(Ben, new Instruction.DecideEscalation(gate.Id, "permit", "go")).RefusalOfLast());
        Assert.Single(run.State.Gates);
        run.Direct(Ben, new Instruction.DecideEscalation(gate.Id, "call the vendor", "they know the limit"));

        Assert.Empty(run.State.Gates);
        Assert.Single(run.State.Blocks);
        Assert.Contains(run.Last, fact => fact is RunFact.EscalationDecided { Option: "call the vendor" });
    }

    [Fact]
    public void Escalation_OfADoubt_IsSettledByTheDecision()
    {
        var run = RunFixture.Confirmed(Stuck, GateSample.Charter)
            .Run(Drain).Readings().Report(ActionOutcome.Unknown).Readings(("after", null));
        var gate = Assert.Single(run.State.Gates);
        Assert.Equal(["done", "not-done", "call the vendor"], gate.Packet.Options);

        run.Direct(Ben, new Instruction.DecideEscalation(gate.Id, "not-done", "the queue is as long as before"));

        Assert.Equal(StepStatus.Failed, run.Status(Drain));
        Assert.Null(run.State.Blocked);
    }

    [Fact]
    public void Escalation_WhoseHoldIsSettledOtherwise_IsClosed()
    {
        var run = RunFixture.Confirmed(Stuck, GateSample.Charter)
            .Run(Drain).Readings().Report(ActionOutcome.Unknown).Readings(("after", null));
        var gate = run.State.Gates[0];

        run.Direct(Ana, new Instruction.Reconcile(run.Attempt(Drain).Id, ReconciledOutcome.Done, "seen"));

        Assert.Empty(run.State.Gates);
        Assert.Equal(
            RefusalCode.UnknownGate,
            run.Direct(Ben, new Instruction.DecideEscalation(gate.Id, "done", "late")).RefusalOfLast());
    }

    [Fact]
    public void Escalation_ThatNobodyDecides_LeavesTheHold()
    {
        var run = RunFixture.Confirmed(Stuck, GateSample.Charter).Direct(
            Ana, new Instruction.RunStep(Limit, JsonData.Of(new { limit = 2000 })));

        run.Wait(TimeSpan.FromHours(1)).Send(new RunInput.DeadlinePassed());

        Assert.Empty(run.State.Gates);
        Assert.Single(run.State.Blocks);
        Assert.Empty(run.Send(new RunInput.DeadlinePassed()).Last);
    }

    private static DirectedExecution.Domain.Procedures.Procedure Stuck => Sample.Procedure with
    {
        Escalation = new GatePolicy(
            GateTier.Approve, [Ben, Dora], TimeSpan.FromHours(1), Options: ["call the vendor"]),
    };

    private static RunFixture Done(GatePolicy? policy = null) =>
        RunFixture.Confirmed(
            With(Drain, step => step with
            {
                GateAfter = policy ?? Plain,
                After = step.After.Add(Read("left", "left", "api") with
                {
                    Expectation = new Expectation("$.ok", ExpectationOperator.Exists),
                }),
            }),
            GateSample.Charter)
            .Run(Drain).Readings().Report(ActionOutcome.Executed).Readings();
}
