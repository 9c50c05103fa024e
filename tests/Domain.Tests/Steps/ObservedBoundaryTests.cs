using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Steps;

/// <summary>What is seen counts, not what was approved.</summary>
public sealed class ObservedBoundaryTests
{
    private const string Crossed = """{"written":3}""";

    private const string Kept = """{"written":0}""";

    private static readonly BlockId First = new("b1");

    [Fact]
    public void Boundary_SeenToBeCrossed_StopsEvenAnApprovedStep()
    {
        var run = Open().Run(Restart).Readings();
        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id), "Fine.").Readings()
            .Report(ActionOutcome.Executed).Readings(("boundary:payments", Crossed));

        var block = Assert.Single(run.State.Blocks);
        Assert.Equal(BlockKind.BoundaryEffect, block.Kind);
        Assert.Contains("payments: Payments are not touched.", block.Sentence, StringComparison.Ordinal);
        Assert.Equal(StepStatus.Blocked, run.Status(Restart));
        Assert.Equal(RefusalCode.RunBlocked, run.Run(Drain).RefusalOfLast());
        Assert.Equal([Carla], run.State.Blocked!.Owners);
    }

    [Theory]
    [InlineData("ana", BlockResolution.Accept, RefusalCode.SelfApproval)]
    [InlineData("ben", BlockResolution.Accept, RefusalCode.NotInRole)]
    [InlineData("carla", BlockResolution.Permit, RefusalCode.ResolutionNotAllowed)]
    [InlineData("carla", BlockResolution.Accept, null)]
    public void Clear_IsForAPersonOfTheBoundaryOnly(string person, BlockResolution resolution, RefusalCode? code)
    {
        var run = AfterCrossing();

        run.Direct(new PersonId(person), new Instruction.ClearBlock(First, resolution, "Seen and accepted."));

        Assert.Equal(code, run.RefusalOfLast());
        Assert.Equal(code is null ? StepStatus.Completed : StepStatus.Blocked, run.Status(Drain));
    }

    [Fact]
    public void Verify_DoesNotReadTheBlockAway() =>
        Assert.Equal(RefusalCode.RunBlocked, AfterCrossing().Direct(Ana, new Instruction.Verify(Drain)).RefusalOfLast());

    [Fact]
    public void Reverse_OfTheStep_IsAWayOutWhenTheBoundaryIsWholeAfterwards()
    {
        var run = AfterCrossing().Direct(Ana, new Instruction.Reverse(Drain));
        Assert.Null(run.RefusalOfLast());

        run.Readings().Report(ActionOutcome.Executed).Readings(("boundary:payments", Kept));

        Assert.Equal(StepStatus.Reversed, run.Status(Drain));
        Assert.Empty(run.State.Blocks);
    }

    [Fact]
    public void Boundary_ThatCannotBeRead_CountsAsCrossed()
    {
        var run = Open().Run(Drain).Readings().Report(ActionOutcome.Executed).Readings(("boundary:payments", null));

        Assert.Equal(BlockKind.BoundaryEffect, Assert.Single(run.State.Blocks).Kind);
    }

    [Fact]
    public void Boundary_ThatIsKept_HoldsNothing()
    {
        var run = Open().Run(Drain).Readings().Report(ActionOutcome.Executed).Readings(("boundary:payments", Kept));

        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Null(run.State.Blocked);
    }

    private static RunFixture AfterCrossing() =>
        Open().Run(Drain).Readings().Report(ActionOutcome.Executed).Readings(("boundary:payments", Crossed));

    private static RunFixture Open() => new RunFixture(charter: Sample.Charter with
    {
        Boundaries = Sample.Charter.Boundaries.Add(new Boundary(
            new BoundaryId("payments"), "Payments are not touched.", [], [Carla],
            Observed: new ObservedBoundary(
                "payments", Call("http", "{}"),
                new Expectation("$.written", ExpectationOperator.GreaterThan, JsonData.Of(0))))),
    }).Confirm();
}
