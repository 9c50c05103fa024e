using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static Domain.Tests.Support.GateSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Gates;

/// <summary>What time does to a gate, and the races between a decision and the clock.</summary>
public sealed class LadderTests
{
    [Fact]
    public void Ladder_RemindsCallsAndCloses_EachOnce()
    {
        var run = AtGate(Ladder);
        Assert.Equal(run.Now.AddHours(1), run.State.NextDeadline);

        Assert.Equal([Ben, Dora], Tick(run, 1).OfType<RunFact.GateReminded>().Single().Told);
        Assert.Empty(run.Send(new RunInput.DeadlinePassed()).Last);
        Assert.Equal(RefusalCode.NotInRole, run.Direct(Carla, Approve(run)).RefusalOfLast());
        Assert.Equal([Carla], Tick(run, 1).OfType<RunFact.GateEscalated>().Single().Told);
        Assert.Equal(Start.AddHours(3), run.State.NextDeadline);
        Assert.Null(run.Direct(Carla, new Instruction.Claim(run.State.Gates[0].Id)).RefusalOfLast());
        Tick(run, 1);

        Assert.Equal(StepStatus.Pending, run.Status(Drain));
        Assert.Null(run.State.NextDeadline);
        Assert.DoesNotContain(run.Ledger, entry => entry.Fact is RunFact.ActionDispatched);
    }

    [Fact]
    public void Ladder_OfARunThatSleptForLong_ClosesAtOnce()
    {
        var run = AtGate(Ladder);

        var facts = Tick(run, 24);

        Assert.Equal([typeof(RunFact.GateExpired), typeof(RunFact.AttemptWithdrawn)], facts.Select(fact => fact.GetType()));
    }

    [Fact]
    public void Ladder_ThatDenies_SaysSo()
    {
        var run = AtGate(Ladder with { End = LadderEnd.Deny });

        Assert.Contains(Tick(run, 3).OfType<RunFact.GateExpired>(), fact => fact.End == LadderEnd.Deny);
        Assert.Contains("Denied", run.Last.OfType<RunFact.AttemptWithdrawn>().Single().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Ladder_ThatPassesBySilence_IsRecordedAsSuch()
    {
        var run = AtGate(Ladder with { End = LadderEnd.Approve }, GateTier.Acknowledge);

        Tick(run, 3);

        Assert.Single(run.Last, fact => fact is RunFact.GatePassedByTimeout);
        Assert.Equal(RefusalCode.GateNotOpen, run.Direct(Ben, Approve(run)).RefusalOfLast());

        // The gate's own end is over: a passed gate holds for what follows at once, not for later.
        run.Readings();
        Assert.DoesNotContain(run.Ledger, entry => entry.Fact is RunFact.GateApproved);
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
        Assert.Empty(DirectedExecution.Domain.Ledger.LedgerAudit.Check(run.Ledger));
    }

    [Fact]
    public void Ladder_ThatWouldPassBySilence_DoesNotWhileAQuestionWaits()
    {
        var run = AtGate(Ladder with { End = LadderEnd.Approve }, GateTier.Acknowledge);
        run.Direct(Ben, new Instruction.AskInformation(run.State.Gates[0].Id, "sure?", From: Fay));

        Tick(run, 3);

        Assert.Equal(StepStatus.Pending, run.Status(Drain));
        Assert.Single(run.Last, fact => fact is RunFact.GateExpired);
    }

    [Fact]
    public void Approval_AtTheVeryInstantOfTheEnd_IsTooLateWhicheverComesFirst()
    {
        var first = AtGate(Ladder).Wait(TimeSpan.FromHours(3));
        first.Direct(Ben, Approve(first));
        Assert.Equal(RefusalCode.GateExpired, first.RefusalOfLast());
        first.Send(new RunInput.DeadlinePassed());

        var second = AtGate(Ladder).Wait(TimeSpan.FromHours(3));
        var gate = Approve(second);
        second.Send(new RunInput.DeadlinePassed()).Direct(Ben, gate);

        Assert.Equal(RefusalCode.UnknownGate, second.RefusalOfLast());
        Assert.All([first, second], run => Assert.Equal(StepStatus.Pending, run.Status(Drain)));
    }

    [Fact]
    public void Timer_ThatRingsAfterADecision_ChangesNothing()
    {
        var run = AtGate(Ladder);
        run.Direct(Ben, Approve(run)).Wait(TimeSpan.FromHours(4));

        Assert.Empty(run.Send(new RunInput.DeadlinePassed()).Last);
        Assert.NotEmpty(run.State.Gates);
    }

    [Fact]
    public void Approvers_AtOnce_AreOneDecisionAndOneRefusal()
    {
        var run = AtGate(Ladder);
        var approve = Approve(run);

        run.Direct(Ben, approve).Direct(Dora, approve);

        Assert.Equal(RefusalCode.GateNotOpen, run.RefusalOfLast());
        run.Readings();
        Assert.Single(run.Ledger, entry => entry.Fact is RunFact.ActionDispatched);
    }

    [Fact]
    public void Answer_BeforeTheGateIsOpen_IsRefusedAndTheGateStillOpens()
    {
        var run = RunFixture.Confirmed(Gated(Drain, Plain with { Ladder = Ladder }), GateSample.Charter).Run(Drain);

        run.Direct(Ben, new Instruction.Approve(new GateId("drain.1.g1"), "early"));

        Assert.Equal(RefusalCode.UnknownGate, run.RefusalOfLast());
        run.Readings();
        Assert.Null(Assert.Single(run.State.Gates).Approval);
    }

    [Fact]
    public void Step_DirectedAgainAfterItsGateRanOut_AsksAtANewGate()
    {
        var run = AtGate(Ladder);
        var old = Approve(run);
        Tick(run, 3);

        run.Run(Drain).Readings();

        Assert.Equal(RefusalCode.UnknownGate, run.Direct(Ben, old).RefusalOfLast());
        run.Direct(Ben, Approve(run)).Readings();
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
    }

    /// <summary>Whatever the order of people and clock: one outcome, and never an action without an approval.</summary>
    [Fact]
    public void DecisionsAndClock_InAnyOrder_HaveOneWinner() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, 6)).ToArbitrary(), moves =>
        {
            var run = AtGate(Ladder);
            var gate = run.State.Gates[0].Id;
            foreach (var move in moves)
            {
                _ = move switch
                {
                    0 => run.Direct(Ben, new Instruction.Approve(gate)),
                    1 => run.Direct(Dora, new Instruction.Deny(gate), "no"),
                    2 => run.Send(new RunInput.DeadlinePassed()),
                    3 => run.Wait(TimeSpan.FromHours(1)),
                    4 => run.Direct(Dora, new Instruction.Claim(gate)),
                    5 => run.Direct(Carla, new Instruction.Approve(gate)),
                    _ => run.State.Work.IsEmpty ? run : run.State.Work[0] is Work.TakeReadings ? run.Readings() : run,
                };
            }

            var facts = run.Ledger.Select(entry => entry.Fact).ToList();
            var ends = facts.Count(fact => fact is RunFact.GateDenied)
                + facts.Count(fact => fact is RunFact.ActionDispatched)
                + facts.Count(fact => fact is RunFact.GateExpired);
            Assert.InRange(ends, 0, 1);
            Assert.Equal(
                facts.Exists(fact => fact is RunFact.ActionDispatched),
                facts.Exists(fact => fact is RunFact.ActionDispatched) && facts.Exists(fact => fact is RunFact.GateApproved));
        }));

    private static IReadOnlyList<RunFact> Tick(RunFixture run, int hours) =>
        run.Wait(TimeSpan.FromHours(hours)).Send(new RunInput.DeadlinePassed()).Last;

    private static Instruction.Approve Approve(RunFixture run) => new(run.State.Gates[0].Id, "seen");

    private static RunFixture AtGate(GateLadder ladder, GateTier tier = GateTier.Review) => RunFixture
        .Confirmed(Gated(Drain, Plain with { Tier = tier, Ladder = ladder }), GateSample.Charter)
        .Run(Drain)
        .Readings();
}
