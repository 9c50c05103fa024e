using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using Domain.Tests.Support;
using static Domain.Tests.Support.Sample;
using ToolCall = DirectedExecution.Domain.Procedures.ToolCall;

namespace Domain.Tests.Steps;

public sealed class DoubtTests
{
    [Fact]
    public void Unknown_OfAKeyedStep_IsSettledByAnAuthoritativeRead()
    {
        var run = RunFixture.Confirmed().Run(Drain).Readings().Report(ActionOutcome.Unknown);
        Assert.Equal(ReadingPurpose.Probe, Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work)).Purpose);

        run.Readings();

        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Contains(run.Last, fact => fact is RunFact.OutcomeSettled { By: null, Outcome: ReconciledOutcome.Done });
    }

    [Fact]
    public void Unknown_WhenTheReadSaysNo_StaysUnknown()
    {
        var run = RunFixture.Confirmed()
            .Run(Drain)
            .Readings()
            .Report(ActionOutcome.Unknown)
            .Readings(("after", """{"ok":false}"""));

        Assert.Equal(StepStatus.Unknown, run.Status(Drain));
        Assert.Equal(RefusalCode.OutcomeUnknown, run.Run(Limit).RefusalOfLast());
        Assert.Equal(RefusalCode.OutcomeUnknown, run.Run(Drain).RefusalOfLast());
        Assert.Equal(RefusalCode.OutcomeUnknown, run.Direct(Ana, new Instruction.Skip(Drain), "away").RefusalOfLast());
        Assert.Empty(run.State.Work);

        run.Direct(Ana, new Instruction.Verify(Drain)).Readings();
        Assert.Equal(StepStatus.Completed, run.Status(Drain));
    }

    [Theory]
    [InlineData(ReconciledOutcome.Done, StepStatus.Completed)]
    [InlineData(ReconciledOutcome.NotDone, StepStatus.Failed)]
    public void Unknown_OfAnOpaqueStep_IsSettledByAHumanOnly(ReconciledOutcome outcome, StepStatus status)
    {
        var run = DispatchedRestart().Report(ActionOutcome.Unknown).Readings();
        var attempt = run.Attempt(Restart).Id;
        Assert.Equal(StepStatus.Unknown, run.Status(Restart));

        Assert.Equal(RefusalCode.NotInRole, run.Direct(new PersonId("eve"), Reconcile("log")).RefusalOfLast());
        Assert.Equal(RefusalCode.EvidenceMissing, run.Direct(Ana, Reconcile(" ")).RefusalOfLast());
        run.Direct(Ben, Reconcile("the log of 03:04"));
        if (outcome == ReconciledOutcome.Done)
        {
            run.Readings();
        }

        Assert.Equal(status, run.Status(Restart));
        Assert.Single(run.Ledger, entry => entry.Fact is RunFact.ActionDispatched);

        Instruction.Reconcile Reconcile(string evidence) => new(attempt, outcome, evidence);
    }

    [Fact]
    public void TaskOfAPerson_IsKnownByThatPersonAndNeverByWhoAskedForIt()
    {
        var task = new ToolCall(
            "human", JsonData.Parse("""{"assignee":"eve","task":"Move it.","evidence":"a form"}"""), TimeSpan.FromMinutes(1));
        var procedure = Procedure with
        {
            Steps = [.. Procedure.Steps.Select(step => step.Id == Restart ? step with { Action = task } : step)],
        };
        var run = new RunFixture(procedure: procedure).Confirm().Run(Restart).Readings();
        run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id)).Readings()
            .Report(ActionOutcome.Unknown).Readings();
        var said = new Instruction.Reconcile(run.Attempt(Restart).Id, ReconciledOutcome.Done, "The form, signed.");

        Assert.Equal(RefusalCode.NotInRole, run.Direct(Ana, said).RefusalOfLast());
        Assert.Equal(StepStatus.Unknown, run.Status(Restart));
        run.Direct(new PersonId("eve"), said).Readings();

        Assert.Equal(StepStatus.Completed, run.Status(Restart));
        Assert.Contains(
            run.Ledger, entry => entry.Fact is RunFact.OutcomeSettled { By.Value: "eve", Evidence: "The form, signed." });
    }

    [Fact]
    public void Failure_IsBelievedOnlyWhileTheStateIsAsBefore()
    {
        var believed = RunFixture.Confirmed().Run(Drain).Readings().Report(ActionOutcome.Failed);
        Assert.Equal(ReadingPurpose.FailureCheck, Assert.IsType<Work.TakeReadings>(Assert.Single(believed.State.Work))
            .Purpose);
        Assert.Equal(StepStatus.Failed, believed.Readings().Status(Drain));
        Assert.Null(believed.State.Blocked);

        var doubted = RunFixture.Confirmed()
            .Run(Drain)
            .Readings()
            .Report(ActionOutcome.Failed)
            .Readings(("before", """{"ok":false}"""));
        Assert.Equal(StepStatus.Unknown, doubted.Status(Drain));
    }

    [Fact]
    public void FailedStep_DirectedAgain_HasANewAttemptAndKey()
    {
        var run = RunFixture.Confirmed().Run(Drain).Readings().Report(ActionOutcome.Failed).Readings();
        var first = run.Attempt(Drain);

        run.Run(Drain);

        Assert.Equal("drain.2", run.Attempt(Drain).Id.Value);
        Assert.NotEqual(first.IdempotencyKey, run.Attempt(Drain).IdempotencyKey);
        Assert.Equal(first.ActionDigest, run.Attempt(Drain).ActionDigest);
    }

    [Fact]
    public void Result_ThatIsNotAwaited_IsRecordedAndIgnored()
    {
        var run = RunFixture.Confirmed().Run(Drain);
        var work = Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work));
        var early = new RunInput.ActionReported(work.Attempt, new ActionReport(ActionOutcome.Executed, "early"));
        Assert.IsType<RunFact.ResultIgnored>(Assert.Single(run.Send(early).Last));

        run.Readings();
        Assert.IsType<RunFact.ResultIgnored>(
            Assert.Single(run.Send(new RunInput.ReadingsTaken(work.Attempt, work.Phase, run.Answers(work))).Last));
        Assert.IsType<RunFact.ResultIgnored>(
            Assert.Single(run.Send(new RunInput.ReadingsTaken(new AttemptId("nobody.1"), 1, [])).Last));

        run.Report(ActionOutcome.Executed);
        Assert.IsType<RunFact.ResultIgnored>(Assert.Single(run.Send(early).Last));
        Assert.Equal(StepStatus.Completed, run.Readings().Status(Drain));
    }

    [Fact]
    public void Contradiction_HoldsTheRunUntilSomebodyElseClearsIt()
    {
        var run = RunFixture.Confirmed().Complete(Drain).Run(Reindex).Readings().Report(ActionOutcome.Executed)
            .Readings(("b", """{"ok":false}"""));
        var contradiction = Assert.Single(run.State.Contradictions);
        Assert.Equal(StepStatus.Contradicted, run.Status(Reindex));
        Assert.Equal(RefusalCode.Contradicted, run.Run(Limit).RefusalOfLast());
        Assert.Empty(run.State.Work);

        Assert.Equal(RefusalCode.NotInRole, run.Direct(Ana, Clear("api")).RefusalOfLast());
        Assert.Equal(RefusalCode.UnknownSource, run.Direct(Carla, Clear("oracle")).RefusalOfLast());
        run.Direct(Carla, Clear("api"));
        Assert.Empty(run.State.Contradictions);

        run.Readings(("b", """{"ok":false}"""));
        Assert.Equal(StepStatus.Completed, run.Status(Reindex));

        Instruction.ClearContradiction Clear(string source) => new(contradiction.Id, source, "the database lags");
    }

    [Fact]
    public void Contradiction_BeforeTheAction_IsReadAgainAfterClearing()
    {
        var run = RunFixture.Confirmed()
            .Run(Restart)
            .Readings(("before-2", """{"ok":false}"""), ("queue", """{"ok":false}"""));
        Assert.Equal(2, run.State.Contradictions.Count);

        run.Direct(Carla, new Instruction.ClearContradiction(new ContradictionId("c1"), "api", "seen"));
        Assert.Empty(run.State.Work);
        run.Direct(Carla, new Instruction.ClearContradiction(new ContradictionId("c2"), "database", "seen"));

        Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work));
        run.Readings(("before-2", """{"ok":false}"""), ("queue", """{"ok":false}"""));
        Assert.Single(run.State.Gates);
    }

    [Fact]
    public void Contradiction_WithAnUnreadableSource_IsNoneButBlocks()
    {
        var run = RunFixture.Confirmed().Run(Restart).Readings(("before-2", null));

        Assert.Empty(run.State.Contradictions);
        Assert.Equal(BlockKind.Unreadable, Assert.Single(run.State.Blocks).Kind);
    }

    [Fact]
    public void Contradiction_IsNotClearedByTheIssuerEvenWithARole()
    {
        var takeover = new TakeoverId("t1");
        var run = RunFixture.Confirmed().Complete(Drain).Direct(Ana, new Instruction.OfferTakeover(Ben))
            .Direct(Carla, new Instruction.ApproveTakeover(takeover)).ReadBackAll(takeover)
            .Direct(Ben, new Instruction.AcceptTakeover(takeover))
            .Run(Reindex).Readings().Report(ActionOutcome.Executed).Readings(("b", """{"ok":false}"""));
        var clear = new Instruction.ClearContradiction(new ContradictionId("c1"), "api", "I know");

        Assert.Equal(RefusalCode.NotInRole, run.Direct(Ben, clear).RefusalOfLast());
        Assert.Null(run.Direct(Dora, clear).RefusalOfLast());
    }

    [Fact]
    public void Contradiction_HoldsEveryOtherAttemptTowardsADispatch()
    {
        var contradicted = RunFixture.Confirmed().Complete(Drain).Run(Reindex).Readings().Report(ActionOutcome.Executed)
            .Readings(("b", """{"ok":false}""")).State.Contradictions;
        var reading = RunFixture.Confirmed().Run(Drain).State;
        Assert.Single(reading.Work);

        Assert.Empty((reading with { Contradictions = contradicted }).Work);
    }

    [Fact]
    public void Unknown_OfAnOpaqueStep_IsNotSettledByAReadThatSaysItSettles()
    {
        var run = DispatchedRestart();
        run.Replace(run.State with
        {
            Procedure = run.State.Procedure with
            {
                Steps = run.State.Procedure.Steps.Replace(
                    step => step.Id == Restart,
                    step => step with { After = [step.After[0] with { Settles = true }] }),
            },
        });

        run.Report(ActionOutcome.Unknown).Readings();

        Assert.Equal(StepStatus.Unknown, run.Status(Restart));
    }

    private static RunFixture DispatchedRestart()
    {
        var run = RunFixture.Confirmed().Run(Restart).Readings();
        return run.Direct(Ben, new Instruction.Approve(run.State.Gates[0].Id)).Readings();
    }
}
