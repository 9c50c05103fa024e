using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using Domain.Tests.Support;
using static Domain.Tests.Support.GateSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Gates;

/// <summary>Edit, ask, delay, conditions: what a verdict may be beside yes and no.</summary>
public sealed class VerdictTests
{
    [Fact]
    public void Edit_OfTheArguments_IsAskedAnewOfSomebodyElse()
    {
        var run = AtLimit();
        var first = run.State.Gates[0];

        run.Direct(Ben, new Instruction.EditAction(first.Id, Limited(5)), "ten is too many").Readings();

        var again = Assert.Single(run.State.Gates);
        Assert.NotEqual(first.Id, again.Id);
        Assert.Equal((10, 5), (Number(again.Packet.Edit!.ArgumentsBefore), Number(again.Packet.Edit.ArgumentsAfter)));
        Assert.Equal(5, Number(run.Attempt(Limit).Action.Parameters));
        Assert.NotEqual(first.ActionDigest, again.ActionDigest);
        Assert.Equal([Dora], again.Packet.Urgency.WhoDecides);
        Assert.Equal(RefusalCode.SelfApproval, run.Direct(Ben, new Instruction.Approve(again.Id, "mine")).RefusalOfLast());
        run.Direct(Dora, new Instruction.Approve(again.Id, "fine")).Readings();
        Assert.Equal(5, Number(Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work)).Call.Parameters));
    }

    [Fact]
    public void Edit_IntoABoundary_IsBlocked()
    {
        var run = AtLimit();

        run.Direct(Ben, new Instruction.EditAction(run.State.Gates[0].Id, Limited(2000)), "more");

        Assert.Equal(BlockKind.Boundary, Assert.Single(run.State.Blocks).Kind);
        Assert.Empty(run.State.Gates);
        Assert.Empty(run.State.Work);
    }

    [Theory]
    [InlineData("""{"limit":10}""", RefusalCode.NothingChanged)]
    [InlineData("""{"limit":"ten"}""", RefusalCode.BadArgument)]
    [InlineData("{}", RefusalCode.MissingArgument)]
    public void Edit_ThatDoesNotHold_IsRefused(string arguments, RefusalCode code)
    {
        var run = AtLimit();

        run.Direct(Ben, new Instruction.EditAction(run.State.Gates[0].Id, JsonData.Parse(arguments)), "other");

        Assert.Equal(code, run.RefusalOfLast());
        Assert.Single(run.State.Gates);
    }

    [Fact]
    public void Edit_WithoutAReason_IsRefused()
    {
        var run = AtLimit();

        run.Direct(Ben, new Instruction.EditAction(run.State.Gates[0].Id, Limited(5)));

        Assert.Equal(RefusalCode.ReasonMissing, run.RefusalOfLast());
    }

    [Fact]
    public void Edit_IntoAnotherStep_MeetsTheGateOfThatStep()
    {
        var run = AtLimit();
        var gate = run.State.Gates[0].Id;

        Assert.Equal(
            RefusalCode.ResolutionNotAllowed,
            run.Direct(Ben, new Instruction.EditAction(gate, Step: Drain), "other").RefusalOfLast());
        Assert.Equal(
            RefusalCode.StepNotReady,
            run.Direct(Ben, new Instruction.EditAction(gate, Step: Reindex), "other").RefusalOfLast());
        run.Direct(Ben, new Instruction.EditAction(gate, Step: Restart), "restarting is better").Readings();

        Assert.Equal(StepStatus.Pending, run.Status(Limit));
        var own = Assert.Single(run.State.Gates);
        Assert.Equal(Restart, own.Packet.Step);
        Assert.Equal(GateTier.Approve, own.Policy.Tier);
        Assert.Equal(Ana, run.Attempt(Restart).Issuer);
        Assert.Equal([Dora], own.Packet.Urgency.WhoDecides);
        run.Direct(Dora, new Instruction.Approve(own.Id, "agreed")).Readings().Report(ActionOutcome.Executed).Readings();
        Assert.Equal(StepStatus.Completed, run.Status(Restart));
        Assert.Empty(DirectedExecution.Domain.Ledger.LedgerAudit.Check(run.Ledger));
    }

    [Fact]
    public void Edit_WhenNobodyElseCouldDecide_DispatchesNothing()
    {
        var run = AtLimit(Plain with { Approvers = [Ben], Groups = [] });

        run.Direct(Ben, new Instruction.EditAction(run.State.Gates[0].Id, Limited(5)), "less").Readings();

        Assert.Equal(BlockKind.EvidenceIncomplete, Assert.Single(run.State.Blocks).Kind);
    }

    [Fact]
    public void Ask_OfARead_RenewsTheEvidenceWithIt()
    {
        var run = AtLimit();
        var gate = run.State.Gates[0];

        Assert.Equal(
            RefusalCode.UnknownSource,
            run.Direct(Ben, new Instruction.AskInformation(gate.Id, "what?", Read: "nothing")).RefusalOfLast());
        run.Direct(Ben, new Instruction.AskInformation(gate.Id, "how long is the queue?", Read: "restart/queue"));
        run.Readings(("info:1", """{"ok":7}"""));

        var again = Assert.Single(run.State.Gates);
        var shown = again.Packet.Evidence.Single(one => one.Read.Value == "info:1");
        Assert.Equal("7", shown.Value!.Text);
        Assert.Empty(run.State.Blocks);
        Assert.Equal("how long is the queue?", Assert.Single(again.Packet.Information!).Question);
        Assert.Contains("asked for: queue", Assert.Single(again.Packet.Difference), StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_OfAPerson_HoldsTheApprovalUntilTheAnswerIsEvidence()
    {
        var run = AtLimit();
        var gate = run.State.Gates[0];
        run.Direct(Ben, new Instruction.AskInformation(gate.Id, "who has backups?", From: Fay));

        Assert.Equal(RefusalCode.InformationPending, run.Direct(Dora, new Instruction.Approve(gate.Id)).RefusalOfLast());
        Assert.Equal(
            RefusalCode.NotInRole, run.Direct(Ben, new Instruction.AnswerInformation(gate.Id, 1, "I")).RefusalOfLast());
        Assert.Equal(
            RefusalCode.UnknownRequest, run.Direct(Fay, new Instruction.AnswerInformation(gate.Id, 2, "x")).RefusalOfLast());
        run.Direct(Fay, new Instruction.AnswerInformation(gate.Id, 1, "I have, since noon")).Readings();

        var again = Assert.Single(run.State.Gates);
        Assert.Equal("I have, since noon", Assert.Single(again.Packet.Information!).Answer);
        run.Direct(Dora, new Instruction.Approve(again.Id)).Readings();
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
    }

    [Fact]
    public void Delay_SleepsAndThenAsksAgainAboutTheStateAsItIs()
    {
        var run = AtLimit();
        var gate = run.State.Gates[0];
        Assert.Equal(
            RefusalCode.TimeNotAllowed,
            run.Direct(Ben, new Instruction.Delay(gate.Id, run.Now, TimeSpan.FromHours(1)), "later").RefusalOfLast());
        Assert.All([TimeSpan.MinValue, TimeSpan.Zero, TimeSpan.FromDays(31), TimeSpan.MaxValue], time => Assert.Equal(
            RefusalCode.TimeNotAllowed,
            run.Direct(Ben, new Instruction.Delay(gate.Id, For: time), "later").RefusalOfLast()));
        run.Direct(Ben, new Instruction.Delay(gate.Id, For: TimeSpan.FromHours(8)), "in the morning");

        Assert.Equal(run.Now.AddHours(8), run.State.NextDeadline);
        Assert.Equal(RefusalCode.GateDelayed, run.Direct(Dora, new Instruction.Approve(gate.Id)).RefusalOfLast());
        Assert.Empty(run.Wait(TimeSpan.FromHours(7)).Send(new RunInput.DeadlinePassed()).Last);
        run.Wait(TimeSpan.FromHours(1)).Send(new RunInput.DeadlinePassed()).Readings();

        var again = Assert.Single(run.State.Gates);
        Assert.NotEqual(gate.Id, again.Id);
        Assert.Equal(RefusalCode.UnknownGate, run.Direct(Dora, new Instruction.Approve(gate.Id)).RefusalOfLast());
        Assert.Null(run.Direct(Dora, new Instruction.Approve(again.Id)).RefusalOfLast());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Approval_UntilAMoment_IsAskedForAgainAfterIt(bool isStrict)
    {
        var run = AtLimit(isStrict ? Plain with { Groups = [] } : Plain);
        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id, "now", Until: run.Now.AddMinutes(5)));
        run.Direct(Ana, new Instruction.Pause()).Wait(TimeSpan.FromMinutes(5)).Direct(Ana, new Instruction.Resume());

        run.Readings();

        Assert.Single(run.Last, fact => fact is RunFact.GateSuperseded);
        Assert.Contains("held until", Assert.Single(run.State.Gates[0].Packet.Difference), StringComparison.Ordinal);
        Assert.Empty(run.State.Work);
    }

    [Theory]
    [InlineData(3, true, true)]
    [InlineData(9, true, false)]
    [InlineData(3, false, true)]
    [InlineData(9, false, false)]
    [InlineData(9, false, true, RunEdition.ArmedThroughout)]
    [InlineData(9, true, false, RunEdition.ArmedThroughout)]
    public void Approval_OnACondition_HoldsOnlyWhileItIsSo(
        int load, bool isStrict, bool isDispatched, int edition = RunEdition.Current)
    {
        var policy = isStrict ? Plain with { Groups = [] } : Plain;
        var run = new RunFixture(charter: GateSample.Charter, procedure: Gated(Restart, policy), edition: edition)
            .Confirm().Run(Restart).Readings(("load", """{"ok":1}"""));
        var gate = run.State.Gates[0].Id;
        var condition = new ApprovalCondition(new ReadId("load"), ExpectationOperator.AtMost, JsonData.Of(5));
        Assert.Equal(
            RefusalCode.UnknownSource,
            run.Direct(Ben, new Instruction.Approve(gate, Provided: [condition with { Read = new("x") }])).RefusalOfLast());

        run.Direct(Ben, new Instruction.Approve(gate, Provided: [condition])).Readings(("load", $$"""{"ok":{{load}}}"""));

        Assert.Equal(isDispatched, run.State.Work is [Work.Dispatch]);
        Assert.Equal(!isDispatched, run.State.Gates is [{ Approval: null }]);
    }

    private static RunFixture AtLimit(GatePolicy? policy = null) =>
        RunFixture.Confirmed(Gated(Limit, policy ?? Plain with { Groups = [] }), GateSample.Charter)
            .Direct(Ana, new Instruction.RunStep(Limit, Limited(10)))
            .Readings();

    private static JsonData Limited(int limit) => JsonData.Of(new { limit });

    private static int Number(JsonData data) => data.Element.GetProperty("limit").GetInt32();
}
