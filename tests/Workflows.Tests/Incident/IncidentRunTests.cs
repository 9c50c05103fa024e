using DirectedExecution.Activities.Audit;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;

namespace Workflows.Tests.Incident;

/// <summary>The whole example, directed as its people would, against both servers.</summary>
public sealed class IncidentRunTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Incident_DirectedToItsEnd_IsRemediedWithEveryStepDoneOnce(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var documents = world.Site.Documents();
        var first = await world.OpenAsync();
        await HoldAndRestartAsync(first);
        await RepairDataAsync(first);
        await HandOverAsync(first);
        await OpenIntakeAsync(first);
        await first.AcceptedAsync("carla", new Instruction.Stop(), epoch: 2, reason: "The run is handed to a successor.");
        await first.Handle.GetResultAsync<RunResult>();
        var packet = await first.Handle.QueryAsync<TakeoverPacket>(RunContract.PacketQuery, []);

        var second = await TestRun.StartAsync(
            world.Client, new RunOpening(documents.Charter, documents.Procedure, packet), world.TaskQueue);
        await FinishAsync(second);

        await RecordedHistory.ReplaysAsync(first, $"incident-{kind}", output);
        await RecordedHistory.ReplaysAsync(second, $"successor-{kind}", output);
        var ledger = (await first.LedgerAsync()).Concat(await second.LedgerAsync()).ToList();
        Assert.True(LedgerChain.Verify(ledger).Damage is null, LedgerChain.Verify(ledger).Damage?.ToString());
        Assert.Empty(LedgerAudit.Check(ledger));
        Assert.Equal(ledger, new AuditStore(world.AuditFile).Read(new RunId(first.Id), 1, int.MaxValue));
        var effects = await world.Site.EffectsAsync();
        Assert.Equal(2, effects["boot"]);
        Assert.Equal(
            [1, 1, 1, 1, 1, 1],
            new[] { "quarantine-released", "drain", "reindex-started", "reindex-finished", "metrics-refreshed", "order-placed" }
                .Select(kind => effects[kind]));
    }

    private static async Task HoldAndRestartAsync(TestRun run)
    {
        await run.RefusedAsync(RefusalCode.CharterNotConfirmed, "ana", Step("hold-intake"));
        await run.ConfirmAsync();
        await run.RunStepAsync("ana", "hold-intake");
        await run.RefusedAsync(RefusalCode.OutsideScope, "ana", Step("drop-payments-cache"));
        await run.RunStepAsync("ana", "disable-bad-release");
        await run.AcceptedAsync("ana", Step("restart-service"));
        var gate = await run.UntilGateAsync();
        await run.RefusedAsync(RefusalCode.SelfApproval, "ana", new Instruction.Approve(gate));
        await run.AcceptedAsync("ben", new Instruction.Approve(gate, "The worker is stuck."));
        await run.UntilVerifiedAsync("restart-service");
    }

    private static async Task RepairDataAsync(TestRun run)
    {
        await run.RunStepAsync("ana", "release-quarantine");
        await run.AcceptedAsync("ana", Step("drain-dead-letters", """{"limit": 500}"""));
        var blocked = await run.UntilAsync(status => status.Blocks.Count > 0, "the boundary blocks");
        await run.AcceptedAsync("ben", new Instruction.ClearBlock(
            blocked.Blocks[0].Id, BlockResolution.Withdraw, "Two hundred at most."));
        await run.AcceptedAsync("ana", Step("drain-dead-letters", """{"limit": 100}"""));
        await run.AcceptedAsync("dana", new Instruction.Approve(await run.UntilGateAsync(), "A hundred is fine."));
        await run.UntilVerifiedAsync("drain-dead-letters");
    }

    private static async Task HandOverAsync(TestRun run)
    {
        await run.AcceptedAsync("ana", new Instruction.OfferTakeover(new PersonId("carla")));
        var takeover = (await run.StatusAsync()).Takeover!.Id;
        await run.AcceptedAsync("ben", new Instruction.ApproveTakeover(takeover));
        foreach (var point in (await run.StatusAsync()).Takeover!.Points)
        {
            await run.AcceptedAsync("carla", new Instruction.ReadBack(takeover, point.Id, point.Answer), epoch: 1);
        }

        await run.AcceptedAsync("carla", new Instruction.AcceptTakeover(takeover));
        await run.RefusedAsync(RefusalCode.StaleEpoch, "ana", Step("reindex-search"));
    }

    private static async Task OpenIntakeAsync(TestRun run)
    {
        await run.RunStepAsync("carla", "reindex-search", epoch: 2);
        await run.AcceptedAsync("carla", Step("open-intake"), epoch: 2);
        var status = await run.UntilAsync(status => status.Contradictions.Count > 0, "the sources contradict each other");
        await run.RefusedAsync(RefusalCode.Contradicted, "carla", Step("place-probe-order"), epoch: 2);
        await run.AcceptedAsync("dana", new Instruction.ClearContradiction(
            status.Contradictions[0].Id, "orders database", "The collector's sample is from the restart."), epoch: 2);
        await run.UntilVerifiedAsync("open-intake");
    }

    private static async Task FinishAsync(TestRun run)
    {
        await run.UntilAsync(status => status.Predecessor is not null, "the successor is open");
        if ((await run.StatusAsync()).Status == RunStatus.AwaitingConfirmation)
        {
            await run.ConfirmAsync("carla", epoch: 2);
        }

        await run.AcceptedAsync("carla", Step("refresh-metrics"), epoch: 2);
        await run.AcceptedAsync("ben", new Instruction.Approve(await run.UntilGateAsync(), "Seen."), epoch: 2);
        await run.UntilVerifiedAsync("refresh-metrics");
        await run.RunStepAsync("carla", "place-probe-order", epoch: 2);
        await run.AcceptedAsync("carla", new Instruction.Complete(), epoch: 2);
        Assert.Equal(RunStatus.Completed, (await run.Handle.GetResultAsync<RunResult>()).Status);
    }

    private static Instruction.RunStep Step(string step, string? arguments = null) =>
        new(new StepId(step), arguments is null ? null : JsonData.Parse(arguments));
}
