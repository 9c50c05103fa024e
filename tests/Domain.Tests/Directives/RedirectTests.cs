using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Directives;

/// <summary>Giving up, going elsewhere, taking out of the scope.</summary>
public sealed class RedirectTests
{
    private static readonly JsonData Ten = JsonData.Parse("""{"limit":10}""");

    [Fact]
    public void Redirect_OfWhatIsNotDispatched_WithdrawsItAndBeginsTheOtherStep()
    {
        var run = AtGate();

        run.Direct(Ana, new Instruction.Redirect(new("restart.1"), Limit, Ten), "first the limit");

        Assert.Null(run.RefusalOfLast());
        Assert.Equal(StepStatus.Pending, run.Status(Restart));
        Assert.Empty(run.State.Gates);
        run.Readings().Report(ActionOutcome.Executed).Readings();
        Assert.Equal(StepStatus.Completed, run.Status(Limit));
        Assert.Empty(LedgerAudit.Check(run.Ledger));
    }

    [Fact]
    public void Redirect_ThatCannotBeCarriedOut_ChangesNothing()
    {
        var run = AtGate();

        Assert.Equal(RefusalCode.MissingArgument, Redirect("restart.1", Limit, null));
        Assert.Equal(RefusalCode.OutsideScope, Redirect("restart.1", new("nowhere"), null));
        Assert.Equal(RefusalCode.StepAlreadyCompleted, Redirect("restart.1", Drain, null));
        Assert.Equal(RefusalCode.UnknownAttempt, Redirect("drain.1", Limit, Ten));
        Assert.Equal(RefusalCode.StepInProgress, Redirect("restart.1", Restart, null));
        Assert.Equal(
            RefusalCode.ReasonMissing,
            run.Direct(Ana, new Instruction.Redirect(new("restart.1"), Limit, Ten)).RefusalOfLast());
        Assert.Equal(
            RefusalCode.NotLead, run.Direct(Ben, new Instruction.Redirect(new("restart.1"), Limit, Ten), "x").RefusalOfLast());
        Assert.Equal(StepStatus.AwaitingGate, run.Status(Restart));

        RefusalCode? Redirect(string attempt, StepId to, JsonData? arguments) =>
            run.Direct(Ana, new Instruction.Redirect(new(attempt), to, arguments), "why").RefusalOfLast();
    }

    [Theory]
    [InlineData(null, null, "ana", null)]
    [InlineData("carla", null, "ana", RefusalCode.NotLead)]
    [InlineData(null, "carla", "carla", RefusalCode.NotLead)]
    [InlineData("carla", "carla", "carla", null)]
    public void Redirect_BetweenLanes_TakesTheLeadOfBoth(string? from, string? to, string issuer, RefusalCode? refusal)
    {
        var run = Laned(RunEdition.Current, from, to);

        run.Direct(new PersonId(issuer), new Instruction.Redirect(new("restart.1"), Drain), "first the queue");

        Assert.Equal(refusal, run.RefusalOfLast());
        Assert.Equal(refusal is null ? StepStatus.Pending : StepStatus.AwaitingGate, run.Status(Restart));
    }

    [Fact]
    public void Redirect_InARunOfAnOlderEdition_GoesByItsRules() => Assert.Null(
        Laned(RunEdition.ArmedThroughout, "carla", null)
            .Direct(Ana, new Instruction.Redirect(new("restart.1"), Drain), "first the queue").RefusalOfLast());

    [Fact]
    public void WhatWasDispatched_IsNotGivenUp()
    {
        var run = RunFixture.Confirmed().Run(Drain).Readings();

        Assert.Equal(
            RefusalCode.StepInProgress, run.Direct(Ana, new Instruction.WithdrawAttempt(new("drain.1")), "x").RefusalOfLast());
        Assert.Equal(
            RefusalCode.StepInProgress,
            run.Direct(Ana, new Instruction.Redirect(new("drain.1"), Limit, Ten), "x").RefusalOfLast());
    }

    [Fact]
    public void WhatIsBlocked_IsNotGotRidOfByGivingUp()
    {
        var run = RunFixture.Confirmed();
        run.Direct(Ana, new Instruction.RunStep(Limit, JsonData.Parse("""{"limit":2000}""")));

        Assert.Equal(
            RefusalCode.RunBlocked, run.Direct(Ana, new Instruction.WithdrawAttempt(new("limit.1")), "x").RefusalOfLast());
        Assert.Equal(
            RefusalCode.RunBlocked,
            run.Direct(Ana, new Instruction.Redirect(new("limit.1"), Drain), "x").RefusalOfLast());
        run.Direct(Ana, new Instruction.NarrowScope([], [Limit]), "leave it");
        Assert.Null(run.RefusalOfLast());
        Assert.Single(run.State.Blocks);
    }

    [Fact]
    public void Withdraw_GivesTheStepBack()
    {
        var run = RunFixture.Confirmed().Run(Drain);

        run.Direct(Ana, new Instruction.WithdrawAttempt(new("drain.1")), "wrong one");

        Assert.Equal(StepStatus.Pending, run.Status(Drain));
        Assert.Empty(run.State.Work);
        Assert.Null(run.Run(Drain).RefusalOfLast());
        Assert.Equal("drain.2", run.Attempt(Drain).Id.Value);
        Assert.Equal(
            RefusalCode.UnknownAttempt,
            run.Direct(Ana, new Instruction.WithdrawAttempt(new("drain.1")), "a late word").RefusalOfLast());
    }

    [Fact]
    public void Narrow_OfAStep_ClosesItForGood()
    {
        var run = RunFixture.Confirmed().Complete(Drain).Run(Restart).Readings();

        run.Direct(Ana, new Instruction.NarrowScope([], [Restart, Drain]), "not ours any more");

        Assert.Equal(StepStatus.Skipped, run.Status(Restart));
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Empty(run.State.Gates);
        Assert.Equal(RefusalCode.OutsideScope, run.Run(Restart).RefusalOfLast());
        Assert.Equal(
            RefusalCode.OutsideScope,
            run.Direct(Ana, new Instruction.RunStep(Restart, Repeat: true)).RefusalOfLast());
        Assert.Equal(RefusalCode.OutsideScope, run.Direct(Ana, new Instruction.Reverse(Drain)).RefusalOfLast());
        Assert.Equal(
            RefusalCode.NothingToNarrow,
            run.Direct(Ana, new Instruction.NarrowScope([], [Restart]), "again").RefusalOfLast());
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));
    }

    [Fact]
    public void Narrow_OfATarget_TakesItsStepsOut_AndTheRunCanBeCompleted()
    {
        var run = RunFixture.Confirmed();

        run.Direct(Ana, new Instruction.NarrowScope([new TargetId("orders")], []), "handed to the vendor");

        Assert.All(run.State.Steps, step => Assert.Equal(StepStatus.Skipped, StepStatuses.Of(step)));
        Assert.Null(run.Direct(Ana, new Instruction.Complete()).RefusalOfLast());
    }

    [Fact]
    public void Narrow_WhileAnActionIsInFlight_HearsItOut()
    {
        var run = RunFixture.Confirmed().Run(Drain).Readings();

        run.Direct(Ana, new Instruction.NarrowScope([], [Drain]), "no more of it");
        run.Report(ActionOutcome.Executed).Readings();

        Assert.Equal(StepStatus.Completed, run.Status(Drain));
    }

    [Fact]
    public void Narrow_WithoutReasonOrOfWhatIsNotThere_IsRefused()
    {
        var run = RunFixture.Confirmed();

        Assert.Equal(
            RefusalCode.ReasonMissing, run.Direct(Ana, new Instruction.NarrowScope([], [Drain])).RefusalOfLast());
        Assert.Equal(
            RefusalCode.OutsideScope,
            run.Direct(Ana, new Instruction.NarrowScope([new("moon")], [Drain]), "x").RefusalOfLast());
        Assert.Equal(
            RefusalCode.NothingToNarrow, run.Direct(Ana, new Instruction.NarrowScope([], []), "x").RefusalOfLast());
        Assert.Equal(
            RefusalCode.NotLead, run.Direct(Ben, new Instruction.NarrowScope([], [Drain]), "x").RefusalOfLast());
    }

    [Fact]
    public void Approval_TakenBackBeforeItIsUsed_GivesTheActionUp()
    {
        var run = AtGate();
        var gate = run.State.Gates[0].Id;
        Assert.Equal(RefusalCode.NothingToRevoke, Revoke(Ben, gate, "x"));
        run.Direct(Ben, new Instruction.Approve(gate));

        Assert.Equal(RefusalCode.NotInRole, Revoke(Dora, gate, "x"));
        Assert.Equal(RefusalCode.NotInRole, Revoke(Ana, gate, "x"));
        Assert.Equal(RefusalCode.ReasonMissing, Revoke(Ben, gate, null));
        Assert.Null(Revoke(Ben, gate, "I misread it"));

        Assert.Equal(StepStatus.Pending, run.Status(Restart));
        Assert.Empty(run.State.Work);
        Assert.Equal(RefusalCode.UnknownGate, Revoke(Ben, gate, "again"));
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));

        RefusalCode? Revoke(PersonId by, GateId id, string? why) =>
            run.Direct(by, new Instruction.RevokeApproval(id), why).RefusalOfLast();
    }

    [Fact]
    public void Approval_ThatIsUsed_IsNotTakenBack()
    {
        var run = AtGate();
        var gate = run.State.Gates[0].Id;
        run.Direct(Ben, new Instruction.Approve(gate)).Readings();

        run.Direct(Ben, new Instruction.RevokeApproval(gate), "too late");

        Assert.Equal(RefusalCode.UnknownGate, run.RefusalOfLast());
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
    }

    private static RunFixture AtGate() => RunFixture.Confirmed().Complete(Drain).Run(Restart).Readings();

    // Restart stands at its gate; drain is a step of the other lane. Each lane may have a lead of its own.
    private static RunFixture Laned(int edition, string? from, string? to)
    {
        var run = new RunFixture(procedure: LanedSample.Procedure, edition: edition).Confirm().Run(Restart).Readings();
        var tenures = new[] { (LanedSample.Service, from), (LanedSample.Data, to) }
            .Where(lane => lane.Item2 is not null)
            .Select(lane => new LaneTenure(lane.Item1, 1, Start, new PersonId(lane.Item2!)));
        run.Replace(run.State with { LaneLeads = tenures.ToValueList() });
        return run;
    }
}
