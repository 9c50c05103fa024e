using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;

namespace Workflows.Tests.Runs;

/// <summary>Gates with a risk policy, a ladder and several people, through a real worker and audit store.</summary>
public sealed class GateRunTests(ITestOutputHelper output)
{
    private static readonly PersonId Ben = new("ben");
    private static readonly PersonId Dana = new("dana");
    private static readonly StepId Hold = new("hold-intake");

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Policy_AsksForTheFirstOfItsKind_AndNoMoreInTheNextRun(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var first = await OpenAsync(world);
        await first.AcceptedAsync("ana", new Instruction.RunStep(Hold));
        var gate = (await first.UntilAsync(status => status.Gates.Count > 0, "the gate is open")).Gates[0];
        Assert.Equal(RiskFactor.FirstOfItsKind, Assert.Single(gate.Packet.Score!.Reasons).Factor);
        await first.AcceptedAsync("ben", new Instruction.Approve(gate.Id, "The first time."));
        await first.UntilVerifiedAsync("hold-intake");
        await first.AcceptedAsync("ana", new Instruction.Reverse(Hold));
        gate = (await first.UntilAsync(status => status.Gates.Count > 0, "the gate of the reversal is open")).Gates[0];
        await first.AcceptedAsync("dana", new Instruction.Approve(gate.Id, "Open it again."));
        await first.UntilAsync(status => status.Steps[0].Status == StepStatus.Reversed, "it is reversed");
        await first.AcceptedAsync("ana", new Instruction.Stop(), reason: "Tried out.");
        await first.Handle.GetResultAsync<RunResult>();

        var second = await OpenAsync(world);
        await second.RunStepAsync("ana", "hold-intake");

        var score = (await second.LedgerAsync()).Select(entry => entry.Fact).OfType<RunFact.RiskScored>().Last().Score;
        Assert.Equal((RiskTier.Notify, 1), (score.Tier, score.Precedents));
        Assert.Empty(LedgerAudit.Check(await second.LedgerAsync()));
        await RecordedHistory.ReplaysAsync(first, $"policy-{kind}", output);
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Action_OfAnotherRunOnTheSameTarget_VoidsTheApproval(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var first = await OpenAsync(world);
        await first.AcceptedAsync("ana", new Instruction.RunStep(Hold));
        var gate = (await first.UntilAsync(status => status.Gates.Count > 0, "the gate is open")).Gates[0];
        var second = await OpenAsync(world);
        await second.AcceptedAsync("ana", new Instruction.RunStep(Hold));
        await second.AcceptedAsync("ben", new Instruction.Approve(await second.UntilGateAsync(), "This one goes first."));
        await second.UntilVerifiedAsync("hold-intake");
        await second.AcceptedAsync("ana", new Instruction.Reverse(Hold));
        await second.AcceptedAsync("ben", new Instruction.Approve(await second.UntilGateAsync(), "And back."));
        await second.UntilAsync(status => status.Steps[0].Status == StepStatus.Reversed, "it is reversed");
        await Eventually.IsAsync(
            async () => (await second.StatusAsync()).LedgerHead.Sequence == Kept(world, second), "the ledger is kept");

        await first.AcceptedAsync("dana", new Instruction.Approve(gate.Id, "Go."));

        var again = (await first.UntilAsync(
            status => status.Gates is [{ Approval: null } open, ..] && open.Id != gate.Id, "it is asked again")).Gates[0];
        Assert.Contains(again.Packet.Difference, one => one.Contains(second.Id, StringComparison.Ordinal));
        Assert.DoesNotContain(await first.LedgerAsync(), entry => entry.Fact is RunFact.ActionDispatched);
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Ladder_ThatNobodyClimbs_RemindsCallsAndCloses(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var ladder = new GateLadder(
            TimeSpan.FromSeconds(2), 50, 100, 150, LadderEnd.FailClosed, [new PersonId("carla")], [], GateMode.Synchronous);
        var run = await world.OpenAsync(opening => opening with
        {
            Procedure = Change(opening.Procedure, step => step with
            {
                Gate = new GatePolicy(GateTier.Review, [Ben], Ladder: ladder),
            }),
        });
        await run.ConfirmAsync();
        await run.AcceptedAsync("ana", new Instruction.RunStep(Hold));

        await Eventually.IsAsync(
            async () => (await run.LedgerAsync()).Any(entry => entry.Fact is RunFact.GateExpired), "the gate is closed");

        var facts = (await run.LedgerAsync()).Select(entry => entry.Fact).ToList();
        Assert.Single(facts.OfType<RunFact.GateReminded>());
        Assert.Equal([new PersonId("carla")], Assert.Single(facts.OfType<RunFact.GateEscalated>()).Told);
        Assert.Empty(facts.OfType<RunFact.ActionDispatched>());
    }

    private static long Kept(TestWorld world, TestRun run) =>
        new DirectedExecution.Activities.Audit.AuditStore(world.AuditFile)
            .Read(new RunId(run.Id), 1, int.MaxValue) is [.., var last] ? last.Sequence : 0;

    private static async Task<TestRun> OpenAsync(TestWorld world)
    {
        var run = await world.OpenAsync(opening => opening with
        {
            Procedure = Change(opening.Procedure, step => step),
            Policy = new RiskPolicy(
                "site-risk", "1", ["nowhere"], new Money(100, "EUR"), [],
                [
                    new GatePolicy(GateTier.Acknowledge, [Ben, Dana]),
                    new GatePolicy(GateTier.Review, [Ben, Dana]),
                    new GatePolicy(GateTier.Approve, [Ben, Dana]),
                ],
                []),
        });
        await run.ConfirmAsync();
        return run;
    }

    private static Procedure Change(Procedure procedure, Func<Step, Step> change) => procedure with
    {
        Steps = procedure.Steps.Select(step => step.Id == Hold ? change(Said(step)) : Said(step)).ToValueList(),
    };

    // Of the first step everything is said, so that only its being the first of its kind asks for a gate.
    private static Step Said(Step step) => step with
    {
        Risk = step.Risk ?? new RiskStatement("Orders.", "Customers wait.", ["Wait."], ["A policy"]),
        RiskFactors = step.Id != Hold ? null : new RiskFactors(
            Reversibility.Reversible, TimeSpan.FromMinutes(1), BlastRadius.Component, new Money(0, "EUR"),
            Sensitivity.Internal, null, [], Deletes: false),
    };
}
