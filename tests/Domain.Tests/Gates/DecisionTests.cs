using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using static Domain.Tests.Support.GateSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Gates;

/// <summary>Who decides: groups, quorum, claims, delegations; never the one whose action it is.</summary>
public sealed class DecisionTests
{
    private static readonly GatePolicy Two = new(
        GateTier.Approve, [], Quorum: new Quorum(2, ["ops", "security"]));

    [Fact]
    public void Quorum_OfOneOfEachGroup_TakesTwoPeopleThoughOneIsInBoth()
    {
        var run = AtGate(Two);
        var gate = run.State.Gates[0];
        Assert.Equal([Ben, Erik, Dora], gate.Packet.Urgency.WhoDecides);

        run.Direct(Ben, Approve(gate));

        Assert.Null(run.RefusalOfLast());
        Assert.Contains("1 more", run.Last.OfType<RunFact.ApprovalCounted>().Single().Missing, StringComparison.Ordinal);
        Assert.Empty(run.State.Work);
        Assert.Equal(RefusalCode.AlreadyDecided, run.Direct(Ben, Approve(gate)).RefusalOfLast());
        run.Direct(Erik, Approve(gate)).Readings();
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
    }

    [Fact]
    public void Quorum_WithoutOneOfTheGroups_IsNotMetByCount()
    {
        var run = AtGate(Two with { Approvers = [], Quorum = new Quorum(2, ["security"]), Groups = ["ops"] }, charter =>
            charter with
            {
                Roles = charter.Roles with { Groups = [new("ops", [Ben, Erik]), new("security", [Dora])] },
            });
        var gate = run.State.Gates[0];

        run.Direct(Ben, Approve(gate)).Direct(Erik, Approve(gate));

        Assert.Equal("somebody of security", run.Last.OfType<RunFact.ApprovalCounted>().Single().Missing);
        run.Direct(Dora, Approve(gate));
        Assert.Single(run.Last, fact => fact is RunFact.GateApproved);
    }

    [Fact]
    public void Denial_ByOneOfMany_ClosesTheGate()
    {
        var run = AtGate(Two);
        run.Direct(Ben, Approve(run.State.Gates[0])).Direct(Dora, new Instruction.Deny(run.State.Gates[0].Id), "no");

        Assert.Equal(StepStatus.Pending, run.Status(Restart));
        Assert.Empty(run.State.Gates);
    }

    [Fact]
    public void Voice_OfOneOfMany_IsTakenBackByNobodyElse()
    {
        var run = AtGate(Two);
        var gate = run.State.Gates[0];
        run.Direct(Ben, Approve(gate));

        run.Direct(Dora, new Instruction.RevokeApproval(gate.Id), "not mine");
        Assert.Equal(RefusalCode.NotInRole, run.RefusalOfLast());
        run.Direct(Ben, new Instruction.RevokeApproval(gate.Id), "I misread it");

        Assert.Null(run.RefusalOfLast());
        Assert.Equal(StepStatus.Pending, run.Status(Restart));
        Assert.Empty(run.State.Gates);
    }

    [Theory]
    [InlineData("ana")]
    [InlineData("carla")]
    [InlineData("fay")]
    public void Verdicts_OfWhoMayNotDecide_AreRefusedOnEveryPath(string person)
    {
        var run = AtGate(Two);
        var gate = run.State.Gates[0];
        Instruction[] verdicts =
        [
            Approve(gate), new Instruction.Claim(gate.Id), new Instruction.Delay(gate.Id, For: TimeSpan.FromHours(1)),
            new Instruction.EditAction(gate.Id, JsonData.EmptyObject),
            new Instruction.AskInformation(gate.Id, "why?", Read: "queue"),
            new Instruction.Delegate(Erik, run.Now.AddHours(1), gate.Id),
        ];

        Assert.All(verdicts, verdict =>
        {
            run.Direct(new PersonId(person), verdict, "because");
            Assert.True(
                run.RefusalOfLast() is RefusalCode.SelfApproval or RefusalCode.NotInRole, $"{run.RefusalOfLast()}");
        });
        Assert.Single(run.State.Gates);
    }

    [Fact]
    public void Claim_KeepsOthersOutUntilItIsReleasedOrLapses()
    {
        var run = AtGate(Plain with { Groups = ["ops"] });
        var gate = run.State.Gates[0];
        run.Direct(Ben, new Instruction.Claim(gate.Id));

        Assert.Equal(RefusalCode.GateClaimed, run.Direct(Dora, Approve(gate)).RefusalOfLast());
        Assert.Equal(RefusalCode.GateClaimed, run.Direct(Dora, new Instruction.Claim(gate.Id)).RefusalOfLast());
        Assert.Equal(RefusalCode.NotInRole, run.Direct(Dora, new Instruction.Release(gate.Id)).RefusalOfLast());
        Assert.Null(run.Direct(Ben, new Instruction.Release(gate.Id)).RefusalOfLast());
        Assert.Null(run.Direct(Dora, new Instruction.Claim(gate.Id)).RefusalOfLast());
        run.Wait(ClaimDecider.Lasts);
        Assert.Null(run.Direct(Ben, Approve(gate)).RefusalOfLast());
    }

    [Fact]
    public void Delegate_DecidesOnceInTheOthersPlace_AndOnlyUntilTheEnd()
    {
        var run = AtGate(Two);
        var gate = run.State.Gates[0];
        run.Direct(Dora, new Instruction.Delegate(Fay, run.Now.AddHours(1), gate.Id));
        Assert.Null(run.RefusalOfLast());

        run.Direct(Fay, Approve(gate));

        var voice = run.Last.OfType<RunFact.ApprovalCounted>().Single().Approval;
        Assert.Equal((Fay, Dora), (voice.By, voice.Seat));
        Assert.Equal(RefusalCode.AlreadyDecided, run.Direct(Dora, Approve(gate)).RefusalOfLast());
        Assert.Equal(RefusalCode.AlreadyDecided, run.Direct(Fay, Approve(gate)).RefusalOfLast());
        Assert.Equal(
            RefusalCode.NotInRole,
            run.Direct(Fay, new Instruction.Delegate(Carla, run.Now.AddHours(1), gate.Id)).RefusalOfLast());
        run.Wait(TimeSpan.FromHours(1));
        Assert.Equal(RefusalCode.NotInRole, run.Direct(Fay, new Instruction.Claim(gate.Id)).RefusalOfLast());
    }

    [Theory]
    [InlineData("ben", "ana", RefusalCode.SelfApproval)]
    [InlineData("ben", "eve", RefusalCode.NotInRole)]
    [InlineData("ben", "ben", RefusalCode.NotInRole)]
    [InlineData("ben", "dora", RefusalCode.NothingChanged)]
    [InlineData("fay", "erik", RefusalCode.NotInRole)]
    [InlineData("ana", "fay", RefusalCode.SelfApproval)]
    public void Delegation_ToOrFromWhoMayNot_IsRefused(string from, string to, RefusalCode code)
    {
        var run = AtGate(Two);

        run.Direct(
            new PersonId(from), new Instruction.Delegate(new PersonId(to), run.Now.AddHours(1), run.State.Gates[0].Id));

        Assert.Equal(code, run.RefusalOfLast());
    }

    [Fact]
    public void Delegation_ThatWasEnded_HasNoEffect()
    {
        var run = AtGate(Two);
        var gate = run.State.Gates[0];
        run.Direct(Ben, new Instruction.Delegate(Fay, run.Now.AddDays(1), Step: Restart));
        Assert.Null(run.RefusalOfLast());
        Assert.Equal(RefusalCode.NotInRole, run.Direct(Carla, new Instruction.EndDelegation("del1")).RefusalOfLast());
        run.Direct(Ben, new Instruction.EndDelegation("del1"));

        Assert.Equal(RefusalCode.NotInRole, run.Direct(Fay, Approve(gate)).RefusalOfLast());
        Assert.Equal(
            RefusalCode.UnknownDelegation, run.Direct(Ben, new Instruction.EndDelegation("del1")).RefusalOfLast());
        Assert.Equal(
            RefusalCode.TimeNotAllowed, run.Direct(Ben, new Instruction.Delegate(Fay, run.Now)).RefusalOfLast());
        Assert.Equal(
            RefusalCode.TimeNotAllowed,
            run.Direct(Ben, new Instruction.Delegate(Fay, run.Now.AddDays(31))).RefusalOfLast());
    }

    [Fact]
    public void Delegate_OfThePersonWhoLeadsNow_MayNotDecideEither()
    {
        var run = AtGate(Plain with { Groups = ["ops"] });
        var gate = run.State.Gates[0];
        run.Direct(Ben, new Instruction.Delegate(Dora, run.Now.AddDays(1)));
        Assert.Null(run.RefusalOfLast());
        run.Direct(Ana, new Instruction.OfferTakeover(Ben));
        var takeover = run.State.Takeover!.Id;
        run.Direct(Carla, new Instruction.ApproveTakeover(takeover)).ReadBackAll(takeover);
        run.Direct(Ben, new Instruction.AcceptTakeover(takeover));
        Assert.Equal(Ben, run.State.Lead);

        run.Direct(Dora, Approve(gate));

        Assert.Equal(RefusalCode.SelfApproval, run.RefusalOfLast());
        Assert.Equal(RefusalCode.SelfApproval, run.Direct(Ana, Approve(gate)).RefusalOfLast());
        Assert.Equal(RefusalCode.SelfApproval, run.Direct(Ben, Approve(gate)).RefusalOfLast());
        Assert.Null(run.Direct(Erik, Approve(gate)).RefusalOfLast());
    }

    [Fact]
    public void Approver_WhoBecameTheLeadBeforeTheDispatch_IsAskedForAgainByAnother()
    {
        var run = AtGate(Plain with { Groups = ["ops"] });
        run.Direct(Ana, new Instruction.OfferTakeover(Ben));
        var takeover = run.State.Takeover!.Id;
        run.Direct(Ben, Approve(run.State.Gates[0]));
        run.Direct(Carla, new Instruction.ApproveTakeover(takeover)).ReadBackAll(takeover);
        run.Direct(Ben, new Instruction.AcceptTakeover(takeover)).Readings();

        Assert.Single(run.Last, fact => fact is RunFact.GateSuperseded);
        Assert.Empty(run.State.Work);
        Assert.Contains("may decide any more", run.State.Gates[0].Packet.Difference[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Approval_AtHighRisk_TakesAReason()
    {
        var run = AtGate(Two);

        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id));

        Assert.Equal(RefusalCode.ReasonMissing, run.RefusalOfLast());
        Assert.Equal(
            RefusalCode.BadArgument,
            run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id, "ok", Confidence: 101)).RefusalOfLast());
        Assert.Null(
            run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id, "ok", Confidence: 80)).RefusalOfLast());
    }

    private static Instruction.Approve Approve(Gate gate) => new(gate.Id, "seen and understood", gate.PacketDigest);

    private static RunFixture AtGate(
        GatePolicy policy,
        Func<DirectedExecution.Domain.Charters.Charter, DirectedExecution.Domain.Charters.Charter>? change = null) =>
        RunFixture.Confirmed(Gated(Restart, policy), change?.Invoke(GateSample.Charter) ?? GateSample.Charter)
            .Run(Restart)
            .Readings();
}
