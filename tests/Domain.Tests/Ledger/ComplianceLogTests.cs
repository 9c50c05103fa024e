using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using Domain.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static Domain.Tests.Support.GateSample;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Ledger;

/// <summary>Who decided what, when, why and on which evidence.</summary>
public sealed class ComplianceLogTests
{
    private static readonly GatePolicy Two = new(
        GateTier.Approve, [], Quorum: new Quorum(2, ["ops", "security"]));

    // What is no judgement: what the lead directs, what tools and systems answer, what the run does by itself.
    private static readonly HashSet<Type> Others =
    [
        typeof(RunFact.RunContinued), typeof(RunFact.OpeningRefused), typeof(RunFact.DirectiveAccepted),
        typeof(RunFact.DirectiveConflicted), typeof(RunFact.DirectiveMalformed), typeof(RunFact.RunPaused),
        typeof(RunFact.RunResumed), typeof(RunFact.RunStopped), typeof(RunFact.RunCompleted), typeof(RunFact.StepDirected),
        typeof(RunFact.ReadingsRequested), typeof(RunFact.ReadingsRecorded), typeof(RunFact.ResultIgnored),
        typeof(RunFact.GateOpened), typeof(RunFact.ActionDispatched), typeof(RunFact.ActionReported),
        typeof(RunFact.DoubtRemained), typeof(RunFact.AttemptVerified), typeof(RunFact.AttemptFailed),
        typeof(RunFact.AttemptWithdrawn), typeof(RunFact.StepReversed), typeof(RunFact.BlockRaised),
        typeof(RunFact.ContradictionRaised), typeof(RunFact.TakeoverProposed), typeof(RunFact.PacketRenewed),
        typeof(RunFact.PointConfirmed), typeof(RunFact.AttemptLost), typeof(RunFact.InstructionsContradicted),
        typeof(RunFact.RunCheckRequested), typeof(RunFact.RunCheckRecorded), typeof(RunFact.NoGoHeld),
        typeof(RunFact.SurveyRecorded), typeof(RunFact.RiskScored), typeof(RunFact.GateClaimed),
        typeof(RunFact.GateReleased), typeof(RunFact.GateReminded), typeof(RunFact.GateEscalated),
        typeof(RunFact.SeededGateMarked),
    ];

    [Fact]
    public void EachKindOfFact_IsInTheLog_OrKnownToBeNoJudgement()
    {
        var facts = typeof(RunFact).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(RunFact))).ToHashSet();

        Assert.Empty(Others.Intersect(ComplianceLog.Kinds));
        Assert.Equal(
            facts.Select(type => type.Name).Order(), Others.Concat(ComplianceLog.Kinds).Select(type => type.Name).Order());
    }

    [Fact]
    public void Gate_ThatSeveralAgreeAt_IsALineForEachVoice_WithTheEvidenceThatWasSeen()
    {
        var run = RunFixture.Confirmed(Gated(Restart, Two), GateSample.Charter).Run(Restart).Readings();
        var gate = run.State.Gates[0];
        run.Direct(Ana, new Instruction.Approve(gate.Id, "mine"));
        run.Direct(Ben, new Instruction.Approve(gate.Id, "fine", Confidence: 70));
        run.Direct(Dora, new Instruction.Approve(gate.Id, "fine too"));

        var lines = ComplianceLog.Of(run.Ledger).Where(line => line.Kind is "gate" or "refused").ToList();

        Assert.Equal(
            [
                ("refused", Ana, "selfApproval", "ana directs this run's actions and may not approve them."),
                ("gate", Ben, "agreed; missing: 1 more to agree, somebody of security", "fine"),
                ("gate", Dora, "approved", "fine too"),
            ],
            lines.Select(line => (line.Kind, line.By!.Value, line.Verdict, line.Why!)));
        Assert.Equal(70, lines[1].Confidence);
        Assert.Equal(
            [
                ("packet", gate.PacketDigest), ("action", gate.ActionDigest), ("state", gate.StateDigest),
                ("charter", run.State.CharterDigest), ("procedure", run.State.ProcedureDigest),
            ],
            lines[2].Evidence.Select(one => (one.Name, one.Digest)));
        Assert.StartsWith($"preAction gate {gate.Id} (approve): ", lines[2].About, StringComparison.Ordinal);
        Assert.Equal(run.State.Directives.Find(lines[2].Directive!.Value)!.Id, lines[2].Directive);
    }

    [Fact]
    public void Gate_ThatNobodyDecided_HasNobody()
    {
        var run = RunFixture.Confirmed(Gated(Restart, Plain with { ExpiresAfter = TimeSpan.FromHours(1) }))
            .Run(Restart)
            .Readings()
            .Wait(TimeSpan.FromHours(2))
            .Send(new RunInput.DeadlinePassed());

        var line = Assert.Single(ComplianceLog.Of(run.Ledger), line => line.Kind == "gate");

        Assert.Equal((null, "ran out undecided", null), (line.By, line.Verdict, line.Directive));
    }

    /// <summary>Whoever is named has given the directive that is named, before, in this ledger.</summary>
    [Fact]
    public void Lines_OnAnyWalk_NameWhoSaidIt_AndMissNone() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, int.MaxValue - 1)).Resize(120).ToArbitrary(),
        walk =>
        {
            var ledger = Wanderers.Create(walk.Length).Walk(walk).Ledger;
            var log = ComplianceLog.Of(ledger);
            var expected = ledger.Where(entry =>
                ComplianceLog.Kinds.Contains(entry.Fact.GetType()) && entry.Fact is not RunFact.DirectiveRefused);
            Assert.Equal(
                expected.Select(entry => entry.Sequence), log.Where(line => line.Kind != "refused").Select(line => line.Sequence));
            foreach (var line in log.Where(line => line.By is not null))
            {
                var said = ledger.Take((int)line.Sequence).Select(entry => entry.Fact).Select(fact => fact switch
                {
                    RunFact.DirectiveAccepted one => one.Directive,
                    RunFact.DirectiveRefused one => one.Directive,
                    _ => null,
                }).LastOrDefault(one => one?.Id == line.Directive);
                Assert.Equal(line.By, said?.Issuer);
            }
        }).QuickCheckThrowOnFailure();
}
