using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Domain.Tests.Support;
using static Domain.Tests.Support.GateSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Gates;

/// <summary>Where the charter asks no human (R28), and where it cannot say so.</summary>
public sealed class WaiverTests
{
    private static readonly Charter NoHuman = GateSample.Charter with { HumanInLoop = false };

    [Fact]
    public void Gate_OfAStepThatOnlyReads_IsWaivedOnTheRecord()
    {
        var run = Begun(NoHuman, Harmless with { ReadOnly = true }, GateTier.Review);

        Assert.Equal(GatePlacement.PreAction, Assert.Single(run.Last.OfType<RunFact.GateWaived>()).Placement);
        Assert.IsType<Work.Dispatch>(Assert.Single(run.State.Work));
        Assert.Empty(LedgerAudit.Check(run.Ledger));
    }

    [Fact]
    public void Gate_OfAStepThatChangesSomething_StaysInALiveRun() =>
        Assert.Single(Begun(NoHuman, Harmless, GateTier.Review).State.Gates);

    [Fact]
    public void Gate_ThatAsksForAnApproval_IsNeverWaived() =>
        Assert.Single(Begun(NoHuman, Harmless with { ReadOnly = true }, GateTier.Approve).State.Gates);

    [Fact]
    public void Gate_WithoutTheCharterSayingSo_StandsAsEver() =>
        Assert.Single(Begun(GateSample.Charter, Harmless with { ReadOnly = true }, GateTier.Review).State.Gates);

    [Fact]
    public void Gate_ThatTheRiskPolicyAsksFor_IsNeverWaived()
    {
        var run = RunFixture.Confirmed(
            With(Drain, step => step with
            {
                Gate = Plain,
                RiskFactors = Harmless with { ReadOnly = true, ExternalParties = ["customers"] },
            }),
            NoHuman,
            Policy).Run(Drain).Readings();

        Assert.Equal(GateTier.Approve, Assert.Single(run.State.Gates).Policy.Tier);
    }

    private static RunFixture Begun(Charter charter, RiskFactors factors, GateTier tier) => RunFixture.Confirmed(
        With(Drain, step => step with { Gate = Plain with { Tier = tier }, RiskFactors = factors }), charter)
        .Run(Drain).Readings();
}
