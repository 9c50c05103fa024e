using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using static Domain.Tests.Support.GateSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Risk;

/// <summary>From factors to tiers, across runs, and what a change of policy does.</summary>
public sealed class RiskTests
{
    public static TheoryData<RiskFactor, RiskTier> Factors => new()
    {
        { RiskFactor.Irreversible, RiskTier.Approve },
        { RiskFactor.Production, RiskTier.Approve },
        { RiskFactor.ExternalEffect, RiskTier.Approve },
        { RiskFactor.Credentials, RiskTier.Approve },
        { RiskFactor.Deletion, RiskTier.Approve },
        { RiskFactor.Cost, RiskTier.Approve },
        { RiskFactor.BlastRadius, RiskTier.Review },
        { RiskFactor.Sensitivity, RiskTier.Review },
    };

    [Theory]
    [MemberData(nameof(Factors))]
    public void Factor_ByItself_AsksForItsTier(RiskFactor factor, RiskTier tier)
    {
        var run = Begun(WithFactor(Harmless, factor));

        var score = run.Attempt(Drain).Score!;
        Assert.Equal((factor, tier), (Assert.Single(score.Reasons).Factor, score.Tier));
        Assert.Equal(tier == RiskTier.Approve ? [Dora, Ben, Erik] : [Ben, Dora], run.State.Gates[0].Packet.Urgency.WhoDecides);
        Assert.Equal(score, run.State.Gates[0].Packet.Score);
    }

    [Fact]
    public void Step_OfWhichNothingIsSaid_CountsAsTheWorst()
    {
        var score = Begun(factors: null).Attempt(Drain).Score!;

        Assert.Equal(RiskTier.Approve, score.Tier);
        Assert.Equal(
            [RiskFactor.ExternalEffect, RiskFactor.Cost, RiskFactor.BlastRadius, RiskFactor.Sensitivity,
                RiskFactor.Irreversible, RiskFactor.Production, RiskFactor.Deletion],
            score.Reasons.Select(reason => reason.Factor));
    }

    [Fact]
    public void Step_WithoutRisk_IsDoneAtOnceAndPeopleAreTold()
    {
        var run = Begun(Harmless);

        Assert.Equal(RiskTier.Notify, run.Attempt(Drain).Score!.Tier);
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
    }

    [Fact]
    public void Step_ThatOnlyReads_IsAuto()
    {
        var run = Begun(Harmless with { ReadOnly = true, Environment = "production" }, precedents: 0);

        Assert.Equal(RiskTier.Auto, run.Attempt(Drain).Score!.Tier);
    }

    [Theory]
    [InlineData(0, null, RiskTier.Approve)]
    [InlineData(7, "the store is down", RiskTier.Approve)]
    [InlineData(1, null, RiskTier.Notify)]
    public void FirstOfItsKind_OrNotToBeFoundOut_AsksForAnApproval(int precedents, string? error, RiskTier tier)
    {
        var run = Begun(Harmless, precedents, error);

        Assert.Equal(tier, run.Attempt(Drain).Score!.Tier);
    }

    [Fact]
    public void Policy_MayLowerAStandard_InSoManyWords()
    {
        var run = Begun(
            WithFactor(Harmless, RiskFactor.Production),
            policy: Policy with { Rules = [new RiskRule(RiskFactor.Production, RiskTier.Acknowledge)] });

        Assert.Equal(GateTier.Acknowledge, run.State.Gates[0].Policy.Tier);
    }

    [Fact]
    public void OwnGate_ThatAsksForMore_StaysTheStepsOwn()
    {
        var run = RunFixture
            .Confirmed(
                With(Drain, step => step with
                {
                    RiskFactors = WithFactor(Harmless, RiskFactor.BlastRadius),
                    Gate = new GatePolicy(GateTier.Approve, [Ben]),
                }),
                GateSample.Charter,
                Policy)
            .Run(Drain).Readings();

        Assert.Equal([Ben], run.State.Gates[0].Policy.Approvers);
    }

    [Fact]
    public void HighRisk_WithoutAWayBackOrAPlanForIt_IsNotReady()
    {
        var run = RunFixture.Confirmed(Stated(), GateSample.Charter, Policy).Run(Restart).Readings();
        Assert.Equal(BlockKind.EvidenceIncomplete, Assert.Single(run.State.Blocks).Kind);

        var planned = RunFixture.Confirmed(
            With(Restart, step => step with { Risk = step.Risk! with { IfItFails = "Fail over to the second site." } }),
            GateSample.Charter,
            Policy).Run(Restart).Readings();
        Assert.Contains("second site", planned.State.Gates[0].Packet.Risk.ReversalPlan, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherRun_ThatActedOnTheTargetSinceTheGateOpened_VoidsTheApproval()
    {
        var run = Begun(WithFactor(Harmless, RiskFactor.Production));
        var gate = run.State.Gates[0];
        run.Wait(TimeSpan.FromMinutes(1));
        var other = new ForeignAction(new RunId("other"), Restart, new TargetId("orders"), run.Now);
        run.Around = _ => new Survey(run.Now, 5, [other]);

        run.Direct(Dora, new Instruction.Approve(gate.Id, "go")).Readings();

        var again = Assert.Single(run.State.Gates);
        Assert.Contains("other did restart on orders", Assert.Single(again.Packet.Difference), StringComparison.Ordinal);
        Assert.Equal([other], again.Packet.Others!);
        Assert.Empty(run.State.Work);
        run.Wait(TimeSpan.FromMinutes(1)).Direct(Dora, new Instruction.Approve(again.Id, "still")).Readings();
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
    }

    [Fact]
    public void AnotherRun_ThatMadeItNoLongerTheFirstOfItsKind_StillVoidsTheApproval()
    {
        var run = Begun(Harmless, precedents: 0);
        run.Wait(TimeSpan.FromMinutes(1));
        run.Around = _ => new Survey(run.Now, 1, [new ForeignAction(new RunId("other"), Drain, new("orders"), run.Now)]);

        run.Direct(Dora, new Instruction.Approve(run.State.Gates[0].Id, "the first time")).Readings();

        Assert.Contains("other did drain", Assert.Single(run.State.Gates[0].Packet.Difference), StringComparison.Ordinal);
        Assert.Empty(run.State.Work);
    }

    [Fact]
    public void Approval_WhenTheAuditStoreCannotBeAsked_DispatchesNothing()
    {
        var run = Begun(WithFactor(Harmless, RiskFactor.Production));
        run.Around = _ => new Survey(run.Now, 0, [], "the store is down");

        run.Direct(Dora, new Instruction.Approve(run.State.Gates[0].Id, "go")).LookAround();

        Assert.Equal(BlockKind.Unreadable, Assert.Single(run.State.Blocks).Kind);
        Assert.Empty(run.State.Work);
    }

    [Fact]
    public void Survey_OfAPhaseThatIsOver_IsIgnored()
    {
        var run = Begun(Harmless);

        run.Send(new RunInput.SurveyTaken(run.Attempt(Drain).Id, 1, new Survey(run.Now, 1, [])));

        Assert.IsType<RunFact.ResultIgnored>(Assert.Single(run.Last));
    }

    [Fact]
    public void Policy_AdoptedWhileAGateIsOpen_JudgesAnew()
    {
        var run = Begun(WithFactor(Harmless, RiskFactor.Production));
        var stricter = Policy with { Version = "2", Rules = [new RiskRule(RiskFactor.Production, RiskTier.Review)] };

        Assert.Equal(
            RefusalCode.SelfApproval, run.Direct(Ana, new Instruction.AdoptPolicy(stricter), "easier").RefusalOfLast());
        Assert.Equal(
            RefusalCode.NotInRole, run.Direct(Fay, new Instruction.AdoptPolicy(stricter), "easier").RefusalOfLast());
        Assert.Equal(
            RefusalCode.InvalidDocument,
            run.Direct(Carla, new Instruction.AdoptPolicy(stricter with { Gates = [] }), "no").RefusalOfLast());
        run.Direct(Carla, new Instruction.AdoptPolicy(stricter), "agreed this morning").Readings();

        Assert.Equal(GateTier.Review, Assert.Single(run.State.Gates).Policy.Tier);
        Assert.Equal(Digest.Of(stricter), run.State.Gates[0].PolicyDigest);
    }

    [Fact]
    public void Policy_AdoptedAfterTheApproval_VoidsIt()
    {
        var run = Begun(WithFactor(Harmless, RiskFactor.Production));
        run.Direct(Dora, new Instruction.Approve(run.State.Gates[0].Id, "go"));

        run.Direct(Carla, new Instruction.AdoptPolicy(Policy with { Version = "2" }), "new edition").Readings();

        Assert.Contains("risk policy", Assert.Single(run.State.Gates[0].Packet.Difference), StringComparison.Ordinal);
        Assert.Empty(run.State.Work);
    }

    [Fact]
    public void Policy_AdoptedWhileReadsAreUnderWay_LosesNoWork()
    {
        var run = RunFixture.Confirmed(Stated(), GateSample.Charter).Run(Drain);
        var before = Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work));

        run.Direct(Carla, new Instruction.AdoptPolicy(Policy), "from now on");
        run.Send(new RunInput.ReadingsTaken(before.Attempt, before.Phase, run.Answers(before)));

        Assert.IsType<RunFact.ResultIgnored>(Assert.Single(run.Last));
        run.LookAround();
        Assert.NotEqual(before.Id, Assert.IsType<Work.TakeReadings>(Assert.Single(run.State.Work)).Id);
    }

    [Fact]
    public void Ledger_OfARunUnderAPolicy_LeadsToTheState()
    {
        var run = Begun(WithFactor(Harmless, RiskFactor.Production));
        run.Direct(Dora, new Instruction.Approve(run.State.Gates[0].Id, "go")).Readings()
            .Report(ActionOutcome.Executed).Readings();

        Assert.Equal(StepStatus.Completed, run.Status(Drain));
        Assert.Equal(run.State, RunJournal.Replay(run.Ledger));
        Assert.Empty(LedgerAudit.Check(run.Ledger));
        Assert.Equal(
            run.State,
            DomainJson.Deserialize<RunSnapshot>(DomainJson.Serialize(RunSnapshot.Of(run.State))).Restore());
    }

    private static RiskFactors WithFactor(RiskFactors factors, RiskFactor factor) => factor switch
    {
        RiskFactor.Irreversible => factors with { ReversibleIn = TimeSpan.FromMinutes(6) },
        RiskFactor.Production => factors with { Environment = "production" },
        RiskFactor.ExternalEffect => factors with { ExternalParties = ["customers"] },
        RiskFactor.Credentials => factors with { Sensitivity = Sensitivity.Credentials },
        RiskFactor.Deletion => factors with { Deletes = true },
        RiskFactor.Cost => factors with { Cost = new Money(101, "EUR") },
        RiskFactor.BlastRadius => factors with { BlastRadius = BlastRadius.Site },
        RiskFactor.Sensitivity => factors with { Sensitivity = Sensitivity.Personal },
        _ => factors,
    };

    private static Procedure Stated() => With(Drain, step => step with { RiskFactors = Harmless });

    private static RunFixture Begun(
        RiskFactors? factors, int precedents = 3, string? error = null, RiskPolicy? policy = null)
    {
        var run = RunFixture.Confirmed(
            With(Drain, step => step with { RiskFactors = factors }), GateSample.Charter, policy ?? Policy);
        run.Around = _ => new Survey(run.Now, precedents, [], error);
        return run.Run(Drain).Readings();
    }
}
