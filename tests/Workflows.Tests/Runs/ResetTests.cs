using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using Temporalio.Api.Enums.V1;
using Workflows.Tests.Support;
using Xunit.Abstractions;

namespace Workflows.Tests.Runs;

/// <summary>A run that is wound back from outside: what it forgot may have been done, and it says so.</summary>
public sealed class ResetTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Run_ThatWasReset_IsHeldByTheLedgerThatItLost(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var run = await world.OpenAsync();
        await run.ConfirmAsync();
        var before = await LastTaskAsync(run);
        await run.RunStepAsync("ana", "hold-intake");
        await Eventually.IsAsync(
            async () => Kept(world, run) == (await run.StatusAsync()).LedgerHead.Sequence, "the ledger is kept");

        // Back to before the step, without the signals that came since: the run knows nothing of what it did.
        await run.Handle.Client.WorkflowService.ResetWorkflowExecutionAsync(new()
        {
            Namespace = run.Handle.Client.Options.Namespace,
            WorkflowExecution = new() { WorkflowId = run.Id },
            Reason = "as an operator might",
            RequestId = Guid.NewGuid().ToString(),
            WorkflowTaskFinishEventId = before,
            ResetReapplyExcludeTypes = { ResetReapplyExcludeType.Signal },
        });
        await run.UntilAsync(status => status.Steps[0].Status == StepStatus.Pending, "the step is forgotten");
        await run.AcceptedAsync("ana", new Instruction.Skip(new("disable-bad-release")), reason: "To see what it says.");

        var status = await run.UntilAsync(one => one.Status == RunStatus.Paused, "the run is held");
        Assert.Contains("another ledger of this run", status.Blocked!.Sentence, StringComparison.Ordinal);
        Assert.Single((await run.LedgerAsync()).Select(entry => entry.Fact).OfType<RunFact.LedgerBreached>());
        var refused = await run.DirectAsync("ana", new Instruction.RunStep(new("hold-intake")));
        Assert.Equal(RefusalCode.RunPaused, refused.Refusal?.Code);
        await RecordedHistory.ReplaysAsync(run, $"reset-{kind}", output);
    }

    private static long Kept(TestWorld world, TestRun run) =>
        new DirectedExecution.Activities.Audit.AuditStore(world.AuditFile)
            .Read(new RunId(run.Id), 1, int.MaxValue) is [.., var last] ? last.Sequence : 0;

    private static async Task<long> LastTaskAsync(TestRun run) => (await run.Handle.FetchHistoryAsync()).Events
        .Last(one => one.EventType == EventType.WorkflowTaskCompleted).EventId;
}
