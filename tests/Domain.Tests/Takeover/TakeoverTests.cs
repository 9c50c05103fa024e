using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Takeover;

public sealed class TakeoverTests
{
    private static readonly TakeoverId First = new("t1");

    [Fact]
    public void Takeover_ApprovedAndReadBack_ChangesTheLeadAndTheEpoch()
    {
        var run = Approved().ReadBackAll(First).Direct(Ben, new Instruction.AcceptTakeover(First));

        Assert.Equal(Ben, run.State.Lead);
        Assert.Equal(2, run.State.LeadEpoch);
        Assert.Null(run.State.Takeover);
        Assert.Equal([Ana, Ben], run.State.LeadHistory.Select(one => one.Lead));
        Assert.Equal(RefusalCode.StaleEpoch, run.Direct(Ana, new Instruction.RunStep(Limit), epoch: 1).RefusalOfLast());
        Assert.Equal(RefusalCode.NotLead, run.Direct(Ana, new Instruction.RunStep(Limit)).RefusalOfLast());
        Assert.Null(run.Run(Reindex).RefusalOfLast());
    }

    [Theory]
    [InlineData("ana", RefusalCode.SelfApproval)]
    [InlineData("ben", RefusalCode.SelfApproval)]
    [InlineData("eve", RefusalCode.NotInRole)]
    public void ApproveTakeover_ByAPartyOrAStranger_IsRefused(string person, RefusalCode code)
    {
        var run = Proposed();

        Assert.Equal(code, run.Direct(new PersonId(person), new Instruction.ApproveTakeover(First)).RefusalOfLast());
    }

    [Fact]
    public void AcceptTakeover_BeforeApprovalOrReadBack_IsRefused()
    {
        var run = Proposed();
        Assert.Equal(RefusalCode.TakeoverNotApproved, run.Direct(Ben, new Instruction.AcceptTakeover(First))
            .RefusalOfLast());
        run.Direct(Carla, new Instruction.ApproveTakeover(First));
        Assert.Equal(RefusalCode.ReadBackIncomplete, run.Direct(Ben, new Instruction.AcceptTakeover(First))
            .RefusalOfLast());
        Assert.Equal(RefusalCode.NotInRole, run.Direct(Dora, new Instruction.AcceptTakeover(First)).RefusalOfLast());
    }

    [Fact]
    public void ReadBack_WithAnotherAnswer_IsRefused()
    {
        var run = Approved();

        Assert.Equal(RefusalCode.ReadBackWrong, Answer("step:drain", "pending"));
        Assert.Equal(RefusalCode.UnknownPoint, Answer("weather", "fine"));
        Assert.Null(Answer("step:drain", " Completed "));
        Assert.Null(Answer("boundaries", "limit-cap"));
        Assert.Null(Answer("gates", "none"));

        RefusalCode? Answer(string point, string answer) =>
            run.Direct(Ben, new Instruction.ReadBack(First, point, answer)).RefusalOfLast();
    }

    [Fact]
    public void Steps_WhileThePacketIsReadBack_AreHeld()
    {
        var run = Approved();

        Assert.Equal(RefusalCode.TakeoverInProgress, run.Run(Limit).RefusalOfLast());
        Assert.Equal(RunStage.TakeoverPackaging, run.State.Stage);
        run.Direct(Ana, new Instruction.CancelTakeover(First));
        Assert.Null(run.State.Blocked);
        Assert.Equal(Ana, run.State.Lead);
    }

    [Fact]
    public void Packet_WhenAnActionReportsMeanwhile_MustBeReadBackAsItIsNow()
    {
        var run = RunFixture.Confirmed().Run(Drain).Readings()
            .Direct(Ana, new Instruction.OfferTakeover(Ben))
                .Direct(Carla, new Instruction.ApproveTakeover(First))
                .ReadBackAll(First);

        run.Report(ActionOutcome.Executed).Readings();

        Assert.Contains(run.Last, fact => fact is RunFact.PacketRenewed);
        Assert.Equal(RefusalCode.ReadBackIncomplete, run.Direct(Ben, new Instruction.AcceptTakeover(First))
            .RefusalOfLast());
        Assert.Equal(
            ["step:drain", "in-flight"],
            run.State.Takeover!.Points.Where(point => !point.Confirmed).Select(point => point.Id));
        run.ReadBackAll(First).Direct(Ben, new Instruction.AcceptTakeover(First));
        Assert.Equal(Ben, run.State.Lead);
    }

    [Fact]
    public void NewLead_WhoWasAnApprover_MayNotApproveAnyMore()
    {
        var run = RunFixture.Confirmed().Complete(Drain).Run(Restart).Readings()
            .Direct(Ben, new Instruction.RequestTakeover())
                .Direct(Carla, new Instruction.ApproveTakeover(First))
                .ReadBackAll(First)
            .Direct(Ben, new Instruction.AcceptTakeover(First));
        var gate = Assert.Single(run.State.Gates).Id;

        Assert.Equal(RefusalCode.SelfApproval, run.Direct(Ben, new Instruction.Approve(gate)).RefusalOfLast());
        Assert.Equal(RefusalCode.SelfApproval, run.Direct(Ana, new Instruction.Approve(gate)).RefusalOfLast());
        Assert.Null(run.Direct(Dora, new Instruction.Approve(gate)).RefusalOfLast());
    }

    private static RunFixture Proposed() =>
        RunFixture.Confirmed().Complete(Drain).Direct(Ana, new Instruction.OfferTakeover(Ben));

    private static RunFixture Approved() => Proposed().Direct(Carla, new Instruction.ApproveTakeover(First));
}
