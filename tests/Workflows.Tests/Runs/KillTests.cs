using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using Workflows.Tests.Support;

namespace Workflows.Tests.Runs;

/// <summary>The worker's process is killed in the middle of an action, by the word of the service's own recorder.</summary>
public sealed class KillTests
{
    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Worker_KilledInTheMiddleOfAnAction_RepeatsNothingAndHidesNoDoubt(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var run = await PrepareAsync(world);
        await world.StopWorkerAsync();

        await KillDuringAsync(world, "order-requeued", async () =>
        {
            await run.AcceptedAsync("ana", new Instruction.RunStep(
                new StepId("drain-dead-letters"), JsonData.Parse("""{"limit": 100}""")));
            await run.AcceptedAsync("ben", new Instruction.Approve(await run.UntilGateAsync(), "A hundred is fine."));
        });
        await world.StartWorkerAsync();
        await run.UntilVerifiedAsync("drain-dead-letters");
        await world.StopWorkerAsync();

        await KillDuringAsync(world, "reindex-started", () => run.AcceptedAsync(
            "ana", new Instruction.RunStep(new StepId("reindex-search"))));
        await world.StartWorkerAsync();
        var doubt = await run.UntilAsync(
            status => status.Blocked?.Code == RefusalCode.OutcomeUnknown, "the doubt about the opaque step is raised");
        await run.RefusedAsync(RefusalCode.OutcomeUnknown, "ana", new Instruction.RunStep(new StepId("open-intake")));
        await Eventually.IsAsync(
            async () => (await world.Site.EffectsAsync()).ContainsKey("reindex-finished"), "the orphan has ended");
        await run.AcceptedAsync("ana", new Instruction.Reconcile(
            new AttemptId(doubt.Blocked!.Subject!), ReconciledOutcome.Done, "Its process was seen to finish."));
        await run.UntilVerifiedAsync("reindex-search");

        var effects = await world.Site.EffectsAsync();
        Assert.Equal((1, 40, 1, 2), (effects["drain"], effects["order-requeued"], effects["reindex-started"], effects["boot"]));
    }

    private static async Task<TestRun> PrepareAsync(TestWorld world)
    {
        var run = await world.OpenAsync();
        await run.ConfirmAsync();
        await run.RunStepAsync("ana", "hold-intake");
        await run.RunStepAsync("ana", "disable-bad-release");
        await run.AcceptedAsync("ana", new Instruction.RunStep(new StepId("restart-service")));
        await run.AcceptedAsync("ben", new Instruction.Approve(await run.UntilGateAsync(), "It is stuck."));
        await run.UntilVerifiedAsync("restart-service");
        await run.RunStepAsync("ana", "release-quarantine");
        return run;
    }

    private static async Task KillDuringAsync(TestWorld world, string effect, Func<Task> direct)
    {
        using var worker = await world.LaunchWorkerAsync();
        try
        {
            await direct();
            await Eventually.IsAsync(
                async () => (await world.Site.EffectsAsync()).ContainsKey(effect), $"{effect} has begun");
        }
        finally
        {
            worker.Kill();
            await worker.WaitForExitAsync();
        }
    }
}
