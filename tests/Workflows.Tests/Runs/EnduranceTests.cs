using DirectedExecution.Activities.Audit;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;

namespace Workflows.Tests.Runs;

/// <summary>What a run outlives.</summary>
public sealed class EnduranceTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Worker_Replaced_ContinuesTheRunFromItsHistory(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var run = await world.OpenAsync();
        await run.ConfirmAsync();
        await run.RunStepAsync("ana", "hold-intake");
        var before = await run.LedgerAsync();

        await world.StopWorkerAsync();
        await world.StartWorkerAsync();

        Assert.Equal(before, await run.LedgerAsync());
        await run.RunStepAsync("ana", "disable-bad-release");
    }

    [Fact]
    public async Task AuditStore_Down_HoldsUpNothingAndIsCaughtUpWith()
    {
        await using var world = await TestWorld.StartAsync(ServerKind.Embedded);
        Directory.CreateDirectory(world.AuditFile);
        var run = await world.OpenAsync();
        await run.ConfirmAsync();
        await run.RunStepAsync("ana", "hold-intake");

        Directory.Delete(world.AuditFile);
        await StopsWithAWholeLedgerAsync(world, run);
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task AuditStore_Down_KeepsNoRunFromContinuingAsNew(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind, "limit.historyCount.suggestContinueAsNew=40");
        Directory.CreateDirectory(world.AuditFile);
        var run = await world.OpenAsync();
        await run.ConfirmAsync();
        var firstRunId = (await run.Handle.DescribeAsync()).RunId;
        for (var times = 0; times < 20; times++)
        {
            await run.AcceptedAsync("ana", times % 2 == 0 ? new Instruction.Pause() : new Instruction.Resume());
        }

        await Eventually.IsAsync(
            async () => (await run.Handle.DescribeAsync()).RunId != firstRunId, "the workflow was continued as new");
        Directory.Delete(world.AuditFile);
        await StopsWithAWholeLedgerAsync(world, run);
        var first = run.Handle with { RunId = firstRunId };
        await RecordedHistory.ReplaysAsync(await first.FetchHistoryAsync(), "rested", output);
    }

    [Fact]
    public async Task AuditStore_DownForLong_IsCaughtUpWithBeforeTheRunContinuesAsNew()
    {
        await using var world = await TestWorld.StartAsync(ServerKind.Embedded, "limit.historyCount.suggestContinueAsNew=100");
        Directory.CreateDirectory(world.AuditFile);
        var run = await world.OpenAsync();
        await run.ConfirmAsync();
        var firstRunId = (await run.Handle.DescribeAsync()).RunId;

        // More than one run may hand to the next.
        for (var times = 0; times < 30; times++)
        {
            await run.AcceptedAsync(
                "ana",
                times % 2 == 0 ? new Instruction.Pause() : new Instruction.Resume(),
                reason: new string('x', times < 12 ? 60_000 : 10));
        }

        var description = await run.Handle.DescribeAsync();
        Assert.Equal(firstRunId, description.RunId);
        Assert.True(description.HistoryLength > 100, $"{description.HistoryLength} events");
        Directory.Delete(world.AuditFile);
        await Eventually.IsAsync(
            async () => (await run.Handle.DescribeAsync()).RunId != firstRunId, "the workflow was continued as new");
        await StopsWithAWholeLedgerAsync(world, run);
    }

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Run_ContinuedAsNew_KeepsStateAndLedger(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind, "limit.historyCount.suggestContinueAsNew=40");
        var run = await world.OpenAsync();
        await run.ConfirmAsync();
        var firstRunId = (await run.Handle.DescribeAsync()).RunId;
        await run.RunStepAsync("ana", "hold-intake");
        await run.RunStepAsync("ana", "disable-bad-release");
        await Eventually.IsAsync(
            async () => (await run.Handle.DescribeAsync()).RunId != firstRunId, "the workflow was continued as new");

        await run.AcceptedAsync("ana", new Instruction.RunStep(new StepId("restart-service")));
        await run.AcceptedAsync("ben", new Instruction.Approve(await run.UntilGateAsync(), "It is stuck."));
        await run.UntilVerifiedAsync("restart-service");
        await StopsWithAWholeLedgerAsync(world, run);
        await RecordedHistory.ReplaysAsync(run, "carried", output);
    }

    private static async Task StopsWithAWholeLedgerAsync(TestWorld world, TestRun run)
    {
        await run.AcceptedAsync("ana", new Instruction.Stop(), reason: "That was all.");
        var result = await run.Handle.GetResultAsync<RunResult>();

        var stored = new AuditStore(world.AuditFile).Read(new RunId(run.Id), 1, int.MaxValue);
        Assert.Equal(result.LedgerHead, LedgerChain.HeadOf(stored[^1]));
        Assert.Null(LedgerChain.Verify(stored).Damage);
        Assert.Empty(LedgerAudit.Check(stored));
    }
}
