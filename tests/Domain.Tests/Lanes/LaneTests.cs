using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Views;
using Domain.Tests.Support;
using static Domain.Tests.Support.LanedSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Lanes;

public sealed class LaneTests
{
    [Fact]
    public void Steps_OfTwoLanes_AreInFlightAtOnce()
    {
        var run = Open(Ungated).Run(Drain).Run(Restart);

        Assert.Null(run.RefusalOfLast());
        Assert.Equal(2, run.State.Work.Count);
        run.ReadingsOf(Drain).ReadingsOf(Restart);
        Assert.Equal(2, run.State.Work.OfType<Work.Dispatch>().Count());
        run.ReportOf(Restart, ActionOutcome.Executed).ReadingsOf(Restart);
        run.ReportOf(Drain, ActionOutcome.Executed).ReadingsOf(Drain);
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Equal(StepStatus.Completed, run.Status(Restart));
    }

    [Fact]
    public void Step_OfABusyLane_IsRefused() =>
        Assert.Equal(RefusalCode.StepInProgress, Open().Run(Drain).Direct(Ana, Limited).RefusalOfLast());

    [Fact]
    public void Step_WithoutALane_WaitsForAllAndHoldsAll()
    {
        var run = Open().Direct(Ana, Limited);

        Assert.Null(run.RefusalOfLast());
        Assert.Equal(RefusalCode.StepInProgress, run.Run(Drain).RefusalOfLast());
        Assert.Equal(RefusalCode.StepInProgress, run.Run(Restart).RefusalOfLast());
    }

    [Fact]
    public void Unknown_InOneLane_LeavesTheOtherFree()
    {
        var run = Open().Run(Drain).Readings().Report(ActionOutcome.Unknown).Readings(("after", null));

        Assert.Equal(StepStatus.Unknown, run.Status(Drain));
        Assert.Equal(RefusalCode.OutcomeUnknown, run.Run(Reindex).RefusalOfLast());
        Assert.Null(run.Run(Restart).RefusalOfLast());
        Assert.Equal(RefusalCode.OutcomeUnknown, run.Direct(Ana, new Instruction.Complete()).RefusalOfLast());
    }

    [Fact]
    public void Contradiction_InOneLane_LeavesTheOtherFreeAndGoesOnWhenCleared()
    {
        var run = Open().Run(Restart).Readings(("before-2", """{"ok":false}"""));
        Assert.Equal(StepStatus.Contradicted, run.Status(Restart));

        run.Run(Drain).ReadingsOf(Drain).ReportOf(Drain, ActionOutcome.Executed).ReadingsOf(Drain);

        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Equal(RefusalCode.Contradicted, run.Run(Restart).RefusalOfLast());
        var open = Assert.Single(run.State.Contradictions);
        run.Direct(Carla, new Instruction.ClearContradiction(open.Id, "api", "The database lags."));
        run.ReadingsOf(Restart, ("before-2", """{"ok":false}"""));
        Assert.Equal(StepStatus.AwaitingGate, run.Status(Restart));
    }

    [Fact]
    public void Gate_InOneLane_LeavesTheOtherFree()
    {
        var run = Open().Run(Restart).Readings();
        Assert.Equal(StepStatus.AwaitingGate, run.Status(Restart));

        run.Complete(Drain).Complete(Reindex);

        Assert.Equal(StepStatus.Completed, run.Status(Reindex));
        Assert.Equal(StepStatus.AwaitingGate, run.Status(Restart));
    }

    [Fact]
    public void Block_InOneLane_LeavesTheOtherFree()
    {
        var run = Open().Run(Drain).Readings(("before", """{"ok":false}"""));

        Assert.Equal(BlockKind.Precondition, Assert.Single(run.State.Blocks).Kind);
        Assert.Equal(RefusalCode.RunBlocked, run.Run(Drain).RefusalOfLast());
        Assert.Null(run.State.Blocked);
        Assert.Equal(RefusalCode.RunBlocked, run.State.Hold?.Code);
        Assert.Null(run.Run(Restart).RefusalOfLast());
    }

    [Fact]
    public void NoGo_SeenInOneLane_HoldsEveryLaneAndItsReadingsAreTakenAnewAfterwards()
    {
        var charter = Charter with
        {
            NoGoConditions =
            [
                new("backup", "A backup runs.", "backups", Call("http", "{}"), new("$.busy", Is, JsonData.Of(true))),
            ],
        };
        var run = Open(Ungated, charter).Run(Drain).Run(Restart);
        run.ReadingsOf(Drain, ("no-go:backup", """{"busy":true}"""));
        Assert.Equal(BlockKind.NoGo, Assert.Single(run.State.Blocks).Kind);

        Assert.Empty(run.State.Work);
        var late = run.Attempt(Restart);
        run.Send(new RunInput.ReadingsTaken(late.Id, late.Phase, []));
        Assert.IsType<RunFact.ResultIgnored>(Assert.Single(run.Last));
        run.Direct(Carla, new Instruction.ClearBlock(new BlockId("b1"), BlockResolution.Withdraw, "Later."));

        Assert.Null(run.RefusalOfLast());
        Assert.Equal(Restart, Assert.Single(run.State.Work).Step);
        run.ReadingsOf(Restart, ("no-go:backup", """{"busy":false}"""));
        Assert.Equal(AttemptStage.Dispatching, run.Attempt(Restart).Stage);
    }

    [Fact]
    public void Pause_HoldsEveryLane_AndResumeReadsEveryLaneAnew()
    {
        var run = Open(Ungated).Run(Drain).Run(Restart).Direct(Ana, new Instruction.Pause());
        Assert.Empty(run.State.Work);

        run.Direct(Ana, new Instruction.Resume());

        Assert.Equal([Drain, Restart], run.State.Work.Select(work => work.Step));
        Assert.All(run.State.Work.OfType<Work.TakeReadings>(), work => Assert.Equal(2, work.Phase));
    }

    [Fact]
    public void Views_ShowEachLane_WithWhatItWaitsFor()
    {
        var run = Open().Run(Restart).Readings();
        var status = RunStatusView.Of(run.State);

        Assert.Equal([LaneStatus.Ready, LaneStatus.Busy], status.Lanes!.Select(lane => lane.Status));
        Assert.Equal(Restart, status.Lanes![1].CurrentStep);
        Assert.Contains("waits at a gate", status.WaitsFor, StringComparison.Ordinal);
        Assert.Contains("data: ana to direct", status.WaitsFor, StringComparison.Ordinal);
        Assert.False(Assert.Single(status.Decisions!).IsDue);
        var text = PacketMarkdown.Render(PacketBuilder.Build(run.State, run.Now));
        Assert.Contains("## Lanes", text, StringComparison.Ordinal);
        Assert.Contains("reopen: How is it reopened? **open**", text, StringComparison.Ordinal);
        Assert.Null(RunStatusView.Of(RunFixture.Confirmed().State).Lanes);
    }

    [Fact]
    public void Successor_OfALanedRun_GoesOnWithBothLanes()
    {
        var run = Open(Ungated).Run(Drain).Run(Restart).ReadingsOf(Drain).ReadingsOf(Restart);
        var packet = PacketBuilder.Build(run.State, run.Now);
        Assert.Equal(2, packet.InFlight.Count);

        var next = new RunFixture(new RunId("next"), packet, procedure: Ungated).Confirm();

        Assert.Empty(next.State.Work.OfType<Work.Dispatch>());
        Assert.Equal([Drain, Restart], next.State.Work.Select(work => work.Step));
        Assert.Empty(Continuity.Check(packet, next.Ledger.ToValueList()));
    }

    private const DirectedExecution.Domain.Verification.ExpectationOperator Is =
        DirectedExecution.Domain.Verification.ExpectationOperator.Equals;

    private static Instruction.RunStep Limited => new(Limit, JsonData.Of(new { limit = 10 }));

    private static RunFixture Open(
        DirectedExecution.Domain.Procedures.Procedure? procedure = null,
        DirectedExecution.Domain.Charters.Charter? charter = null) =>
        new RunFixture(procedure: procedure ?? LanedSample.Procedure, charter: charter).Confirm();
}
