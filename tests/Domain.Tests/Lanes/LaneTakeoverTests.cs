using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Views;
using Domain.Tests.Support;
using static Domain.Tests.Support.LanedSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Lanes;

/// <summary>A specialist takes over one lane; the lead keeps the rest.</summary>
public sealed class LaneTakeoverTests
{
    private static readonly TakeoverId First = new("t1");

    [Fact]
    public void Lane_TakenOver_IsDirectedByItsLeadAndTheRestByTheLeadOfTheRun()
    {
        var run = Taken();

        Assert.Equal(Ana, run.State.Lead);
        Assert.Equal(1, run.State.LeadEpoch);
        Assert.Equal(RefusalCode.NotLead, run.Direct(Ana, new Instruction.RunStep(Drain)).RefusalOfLast());
        Assert.Equal(RefusalCode.NotLead, run.Direct(Dora, new Instruction.RunStep(Restart)).RefusalOfLast());
        Assert.Null(run.Direct(Dora, new Instruction.RunStep(Drain)).RefusalOfLast());
        Assert.Equal(Dora, run.Attempt(Drain).Issuer);
        Assert.Null(run.Direct(Ana, new Instruction.RunStep(Restart)).RefusalOfLast());
        Assert.Empty(LedgerAudit.Check(run.Ledger));
        var lane = RunStatusView.Of(run.State).Lanes![0];
        Assert.Equal((Dora, 1), (lane.Lead, lane.LeadEpoch));
        Assert.Contains(
            "data (Data): **Busy**, led by dora", PacketMarkdown.Render(PacketBuilder.Build(run.State, run.Now)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Directive_OfAnEarlierEpochOfTheLane_IsStale()
    {
        var run = Back(Taken());
        Assert.Equal(Ana, LaneRules.LeadOf(run.State, Data));

        foreach (var (epoch, code) in new (int?, RefusalCode?)[] { (null, RefusalCode.StaleEpoch), (1, RefusalCode.StaleEpoch), (2, null) })
        {
            run.Send(new RunInput.DirectiveReceived(new Directive(
                new DirectiveId($"late-{epoch}"), Ana, 1, run.Now, new Instruction.RunStep(Drain), LaneEpoch: epoch)));
            Assert.Equal(code, run.RefusalOfLast());
        }
    }

    [Fact]
    public void ReadBack_OfALane_HoldsThatLaneOnlyAndAsksForItsPart()
    {
        var run = Open().Direct(Ana, new Instruction.OfferTakeover(Dora, Data))
            .Direct(Carla, new Instruction.ApproveTakeover(First));

        Assert.Equal(RefusalCode.TakeoverInProgress, run.Run(Drain).RefusalOfLast());
        Assert.Null(run.Run(Restart).RefusalOfLast());
        Assert.Single(run.State.Work);
        var points = run.State.Takeover!.Points.Select(point => point.Id).ToList();
        Assert.Contains("step:drain", points);
        Assert.Contains("step:limit", points);
        Assert.DoesNotContain("step:restart", points);
    }

    [Fact]
    public void Lane_InFlight_IsHeardOutAndItsReadingsGoOnUnderItsNewLead()
    {
        var run = Open().Run(Drain).Direct(Ana, new Instruction.OfferTakeover(Dora, Data))
            .Direct(Carla, new Instruction.ApproveTakeover(First));
        Assert.Empty(run.State.Work);

        run.ReadBackAll(First).Direct(Dora, new Instruction.AcceptTakeover(First));

        Assert.Equal(Drain, Assert.Single(run.State.Work).Step);
        run.Readings().Report(ActionOutcome.Executed).Readings();
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
    }

    [Theory]
    [InlineData("dora", "data", null)]
    [InlineData("carla", "data", null)]
    [InlineData("eve", "data", RefusalCode.NotInRole)]
    [InlineData("ana", "data", RefusalCode.NotInRole)]
    [InlineData("dora", "dat", RefusalCode.UnknownLane)]
    public void Offer_OfALane_IsForWhoMayLeadIt(string person, string lane, RefusalCode? code) => Assert.Equal(
        code,
        Open().Direct(Ana, new Instruction.OfferTakeover(new PersonId(person), new LaneId(lane))).RefusalOfLast());

    [Fact]
    public void Offer_OfALane_IsForItsLeadToMake()
    {
        var run = Taken();

        Assert.Equal(RefusalCode.NotLead, run.Direct(Ana, new Instruction.OfferTakeover(Carla, Data)).RefusalOfLast());
        Assert.Null(run.Direct(Dora, new Instruction.OfferTakeover(Carla, Data)).RefusalOfLast());
        Assert.Equal(RefusalCode.SelfApproval, run.Direct(Dora, new Instruction.ApproveTakeover(new("t2"))).RefusalOfLast());
        Assert.Null(run.Direct(Ana, new Instruction.ApproveTakeover(new("t2"))).RefusalOfLast());
    }

    [Fact]
    public void Run_TakenOver_LeavesALaneWithItsOwnLead()
    {
        var run = Taken().Direct(Ana, new Instruction.OfferTakeover(Ben));
        var second = new TakeoverId("t2");
        run.Direct(Carla, new Instruction.ApproveTakeover(second)).ReadBackAll(second)
            .Direct(Ben, new Instruction.AcceptTakeover(second));

        Assert.Equal(Ben, run.State.Lead);
        Assert.Equal(Dora, LaneRules.LeadOf(run.State, Data));
        Assert.Equal(Ben, LaneRules.LeadOf(run.State, Service));
        Assert.Null(run.Direct(Dora, new Instruction.RunStep(Drain)).RefusalOfLast());
    }

    [Fact]
    public void Lane_GivenBack_FollowsTheLeadOfTheRun()
    {
        var run = Back(Taken());

        Assert.Null(run.State.LaneLeads![^1].Lead);
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));
        Assert.Equal(
            run.State, DomainJson.Deserialize<RunSnapshot>(DomainJson.Serialize(RunSnapshot.Of(run.State))).Restore());
        Assert.Null(PacketBuilder.Damage(PacketBuilder.Build(run.State, run.Now)));
    }

    private static RunFixture Open() => new RunFixture(procedure: Ungated).Confirm();

    private static RunFixture Taken()
    {
        var run = Open().Direct(Dora, new Instruction.RequestTakeover(Data));
        return run.Direct(Carla, new Instruction.ApproveTakeover(First)).ReadBackAll(First)
            .Direct(Dora, new Instruction.AcceptTakeover(First));
    }

    private static RunFixture Back(RunFixture run)
    {
        var second = new TakeoverId("t2");
        return run.Direct(Ana, new Instruction.RequestTakeover(Data))
            .Direct(Carla, new Instruction.ApproveTakeover(second)).ReadBackAll(second)
            .Direct(Ana, new Instruction.AcceptTakeover(second));
    }
}
