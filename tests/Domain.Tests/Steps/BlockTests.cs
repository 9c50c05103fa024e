using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Steps;

public sealed class BlockTests
{
    private static readonly BlockId First = new("b1");

    [Fact]
    public void Boundary_OnResolvedParameters_BlocksUntilAnAuthorityPermitsOnce()
    {
        var run = RunFixture.Confirmed();
        run.Direct(Ana, SetLimit(5000));
        Assert.Equal(BlockKind.Boundary, Assert.Single(run.State.Blocks).Kind);
        Assert.Empty(run.State.Work);
        Assert.Equal(RefusalCode.RunBlocked, run.Run(Drain).RefusalOfLast());
        Assert.Equal([Carla], run.State.Blocked!.Owners);

        Assert.Equal(RefusalCode.SelfApproval, Clear(Ana, BlockResolution.Permit).RefusalOfLast());
        Assert.Equal(RefusalCode.NotInRole, Clear(Ben, BlockResolution.Permit).RefusalOfLast());
        Assert.Equal(RefusalCode.ResolutionNotAllowed, Clear(Carla, BlockResolution.Accept).RefusalOfLast());
        Clear(Carla, BlockResolution.Permit);
        Assert.Empty(run.State.Work);

        run.Direct(Ana, SetLimit(6000));
        Assert.Equal(BlockKind.Boundary, Assert.Single(run.State.Blocks).Kind);
        run.Direct(Carla, new Instruction.ClearBlock(new BlockId("b2"), BlockResolution.Withdraw, "no"));

        run.Direct(Ana, SetLimit(5000)).Readings().Report(ActionOutcome.Executed).Readings();
        Assert.Equal(StepStatus.Completed, run.Status(Limit));
        Assert.Empty(run.State.Permits);

        run.Direct(Ana, SetLimit(5000) with { Repeat = true });
        Assert.Equal(BlockKind.Boundary, Assert.Single(run.State.Blocks).Kind);

        RunFixture Clear(PersonId by, BlockResolution how) =>
            run.Direct(by, new Instruction.ClearBlock(First, how, "agreed"));
    }

    [Fact]
    public void Boundary_WithinItsLimit_DoesNotBlock()
    {
        var run = RunFixture.Confirmed().Direct(Ana, SetLimit(999));

        Assert.Empty(run.State.Blocks);
        Assert.Contains("999", run.Attempt(Limit).Action.Parameters.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Precondition_NotMet_BlocksUntilTheLeadWithdraws()
    {
        var run = RunFixture.Confirmed().Run(Drain).Readings(("before", """{"ok":false}"""));
        Assert.Equal(BlockKind.Precondition, Assert.Single(run.State.Blocks).Kind);
        Assert.DoesNotContain(run.Ledger, entry => entry.Fact is RunFact.ActionDispatched);

        run.Direct(Ana, new Instruction.ClearBlock(First, BlockResolution.Withdraw, "try later"));

        Assert.Equal(StepStatus.Pending, run.Status(Drain));
        Assert.Null(run.Run(Drain).RefusalOfLast());
    }

    [Fact]
    public void Reading_OfALargeValue_KeepsItsDigestOnly()
    {
        var large = $$"""{"ok":"{{new string('x', 100_000)}}"}""";

        var run = RunFixture.Confirmed().Run(Drain).Readings(("before", large));

        Assert.True(DomainJson.Serialize(run.Ledger[^2]).Length < 2_000);
        Assert.Equal(100_002, run.Attempt(Drain).Observations[0].Value!.Element.GetProperty("length").GetInt32());
    }

    [Fact]
    public void Readings_ThatAreStale_AreTakenAgainAndAtLastBlock()
    {
        var run = RunFixture.Confirmed().Run(Drain);
        for (var round = 0; round <= ReadingsDecider.MaxRereads; round++)
        {
            var work = Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work));
            var old = run.Answers(work);
            run.Wait(TimeSpan.FromMinutes(2)).Send(new RunInput.ReadingsTaken(work.Attempt, work.Phase, old));
        }

        Assert.Equal(BlockKind.Stale, Assert.Single(run.State.Blocks).Kind);
        Assert.DoesNotContain(run.Ledger, entry => entry.Fact is RunFact.ActionDispatched);
    }

    [Fact]
    public void AfterState_NotAsExpected_BlocksAndMayBeReadAgain()
    {
        var run = Mismatched();
        Assert.Equal(StepStatus.Blocked, run.Status(Drain));
        Assert.Equal(RefusalCode.RunBlocked, run.Run(Limit).RefusalOfLast());
        Assert.Equal(RefusalCode.SelfApproval, Accept(run, Ana).RefusalOfLast());

        run.Direct(Ana, new Instruction.Verify(Drain)).Readings(("after", """{"ok":false}"""));
        Assert.Equal("b2", Assert.Single(run.State.Blocks).Id.Value);
        run.Direct(Ana, new Instruction.Verify(Drain)).Readings();

        Assert.Empty(run.State.Blocks);
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
    }

    [Fact]
    public void AfterState_NotAsExpected_MayBeAcceptedByAnother()
    {
        var run = Accept(Mismatched(), Ben);

        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Equal(AttemptStage.Accepted, run.Attempt(Drain).Stage);
    }

    [Fact]
    public void AfterState_NotAsExpected_MayBeReversed()
    {
        var run = Mismatched().Direct(Ana, new Instruction.Reverse(Drain));
        Assert.Null(run.RefusalOfLast());

        run.Readings().Report(ActionOutcome.Executed).Readings();

        Assert.Equal(StepStatus.Reversed, run.Status(Drain));
        Assert.Empty(run.State.Blocks);
        Assert.Null(run.State.Blocked);
    }

    [Fact]
    public void Reverse_AfterItsTime_IsRefused()
    {
        var run = RunFixture.Confirmed()
            .Complete(Drain)
            .Wait(TimeSpan.FromMinutes(61))
            .Direct(Ana, new Instruction.Reverse(Drain));

        Assert.Equal(RefusalCode.ReversalLapsed, run.RefusalOfLast());
    }

    [Fact]
    public void Reversed_Step_IsDoneAgainOnlyByTheWord()
    {
        var run = RunFixture.Confirmed().Complete(Drain).Direct(Ana, new Instruction.Reverse(Drain))
            .Readings().Report(ActionOutcome.Executed).Readings();

        Assert.Equal(RefusalCode.StepAlreadyCompleted, run.Run(Drain).RefusalOfLast());
        run.Direct(Ana, new Instruction.RunStep(Drain, Repeat: true))
            .Readings()
            .Report(ActionOutcome.Executed)
            .Readings();
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Equal(3, run.State.FindStep(Drain)!.Attempts);
    }

    [Fact]
    public void NoGo_WhenItHoldsOrCannotBeRead_BlocksEveryStep()
    {
        foreach (var document in new[] { """{"running":true}""", """{"other":1}""" })
        {
            var run = RunFixture.Confirmed();
            run.Replace(run.State with
            {
                Charter = run.State.Charter with
                {
                    NoGoConditions = [
                        new NoGoCondition(
                            "backup", "No change while a backup runs.", "backups", Call("http", "{}"),
                            new Expectation("$.running", ExpectationOperator.Equals, JsonData.Of(true))),
                    ],
                },
            });

            run.Run(Drain).Readings(("no-go:backup", document));

            var block = Assert.Single(run.State.Blocks);
            Assert.Equal(BlockKind.NoGo, block.Kind);
            Assert.Equal([Ben, Dora, Carla], run.State.Blocked!.Owners);
            run.Direct(Ben, new Instruction.ClearBlock(block.Id, BlockResolution.Withdraw, "wait")).Run(Drain)
                .Readings(("no-go:backup", """{"running":false}"""));
            Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
        }
    }

    [Fact]
    public void Pause_HoldsTheActionAndResumeReadsAgain()
    {
        var run = RunFixture.Confirmed().Run(Drain);
        var work = Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work));
        run.Direct(Ana, new Instruction.Pause(), "phone");
        Assert.Empty(run.State.Work);
        run.Send(new RunInput.ReadingsTaken(work.Attempt, work.Phase, run.Answers(work)));
        Assert.IsType<RunFact.ResultIgnored>(Assert.Single(run.Last));
        Assert.Equal(RefusalCode.RunPaused, run.Run(Limit).RefusalOfLast());

        run.Direct(Ana, new Instruction.Resume());

        Assert.Equal(work.Phase + 1, Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work)).Phase);
    }

    [Fact]
    public void Stop_HearsOutWhatWasDispatchedAndThenEnds()
    {
        var run = RunFixture.Confirmed().Run(Drain).Readings().Direct(Ana, new Instruction.Stop(), "enough");
        Assert.False(run.State.HasEnded);

        run.Report(ActionOutcome.Executed).Readings();

        Assert.True(run.State.HasEnded);
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
    }

    [Fact]
    public void Complete_WhenEveryStepIsClosed_EndsTheRun()
    {
        var run = RunFixture.Confirmed()
            .Complete(Drain)
            .Complete(Reindex)
            .Direct(Ana, new Instruction.Skip(Restart), "not needed");
        Assert.Equal(RefusalCode.RunNotFinished, run.Direct(Ana, new Instruction.Complete()).RefusalOfLast());

        run.Direct(Ana, SetLimit(10))
            .Readings()
            .Report(ActionOutcome.Executed)
            .Readings()
            .Direct(Ana, new Instruction.Complete());

        Assert.Equal(RunStatus.Completed, run.State.Status);
        Assert.True(run.State.HasEnded);
    }

    private static Instruction.RunStep SetLimit(int limit) => new(Limit, JsonData.Parse($$"""{"limit":{{limit}}}"""));

    private static RunFixture Mismatched() =>
        RunFixture.Confirmed()
            .Run(Drain)
            .Readings()
            .Report(ActionOutcome.Executed)
            .Readings(("after", """{"ok":false}"""));

    private static RunFixture Accept(RunFixture run, PersonId by) =>
        run.Direct(by, new Instruction.ClearBlock(First, BlockResolution.Accept, "good enough"));
}
