using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Workflows.Contracts;
using Workflows.Tests.Support;
using Xunit.Abstractions;

namespace Workflows.Tests.Histories;

/// <summary>Opening and closing of the runs of which the history is kept.</summary>
internal static class LabRun
{
    public static async Task<TestRun> OpenAsync(TestWorld world, RunOpening opening, bool confirm = true)
    {
        var run = await TestRun.StartAsync(
            world.Client, opening, world.TaskQueue, $"{opening.Charter.Id}-{Guid.NewGuid().ToString("N")[..6]}");
        await run.UntilAsync(status => status.Status == RunStatus.AwaitingConfirmation, "the run is open");
        if (confirm)
        {
            await run.ConfirmAsync();
        }

        return run;
    }

    /// <summary>Ends the run, holds its ledger against the rules, and keeps its history when asked to.</summary>
    public static async Task KeepAsync(TestRun run, string name, ITestOutputHelper output, int epoch = 1)
    {
        if ((await run.StatusAsync()).Status is not (RunStatus.Completed or RunStatus.Stopped))
        {
            await run.AcceptedAsync("ana", new Instruction.Stop(), epoch, "That was all.");
        }

        await run.Handle.GetResultAsync<RunResult>();
        var ledger = await run.LedgerAsync();
        Assert.Null(LedgerChain.Verify(ledger).Damage);
        Assert.Empty(LedgerAudit.Check(ledger));
        await RecordedHistory.ReplaysAsync(run, name, output);
    }

    public static Instruction.RunStep Step(string id, string? arguments = null, bool repeat = false) =>
        new(new StepId(id), arguments is null ? null : JsonData.Parse(arguments), repeat);

    /// <summary>Directs a step that waits at a gate.</summary>
    public static async Task<GateId> AskAsync(this TestRun run, string step, string? arguments = null, bool repeat = false)
    {
        await run.AcceptedAsync("ana", Step(step, arguments, repeat));
        return await run.UntilAskedAsync();
    }

    /// <summary>The receiver gives every point of an approved takeover back, and accepts.</summary>
    public static async Task TakeOverAsync(this TestRun run, string person, string approver)
    {
        var takeover = (await run.StatusAsync()).Takeover!.Id;
        await run.AcceptedAsync(approver, new Instruction.ApproveTakeover(takeover));
        while ((await run.StatusAsync()).Takeover!.Points.FirstOrDefault(point => !point.Confirmed) is { } point)
        {
            await run.AcceptedAsync(person, new Instruction.ReadBack(takeover, point.Id, point.Answer));
        }

        await run.AcceptedAsync(person, new Instruction.AcceptTakeover(takeover));
    }

    public static async Task<RunState> StateAsync(this TestRun run) =>
        (await run.Handle.QueryAsync<TakeoverPacket>(RunContract.PacketQuery, [])).Snapshot.Restore();
}
