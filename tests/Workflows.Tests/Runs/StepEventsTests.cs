using System.Globalization;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Common;
using Workflows.Tests.Support;
using Xunit.Abstractions;

namespace Workflows.Tests.Runs;

/// <summary>
/// How many history events a step costs, from its directive until it is verified and kept in the audit store. A server
/// ends a history that grows too long; what a step costs says how many fit before the run continues as new.
/// </summary>
public sealed class StepEventsTests(ITestOutputHelper output)
{
    // Two activities for reads, one for the action, one for each batch of the audit copy: three events each, and up to
    // three for the workflow task after each. How many tasks and batches there are depends on how quick the worker is.
    private const int MostPlain = 42;

    // And the verdict, one more reading before the dispatch, and the batches between.
    private const int MostGated = 64;

    [SkippableTheory]
    [InlineData(ServerKind.Embedded)]
    [InlineData(ServerKind.Real)]
    public async Task Step_PlainAndGated_CostsFewEvents(ServerKind kind)
    {
        await using var world = await TestWorld.StartAsync(kind);
        var site = new Lab(world, "events");
        var gate = new GatePolicy(GateTier.Approve, Lab.People("ben"), TimeSpan.FromHours(1));
        var run = await TestRun.StartAsync(
            world.Client,
            new RunOpening(site.Charter, site.Procedure(site.Switch("a"), site.Switch("b", gate))),
            world.TaskQueue);
        await run.UntilAsync(status => status.Lead.Value == "ana", "the run is open");
        await run.ConfirmAsync();

        var before = await QuietAsync(run);
        await run.RunStepAsync("ana", "switch-a");
        var plain = await QuietAsync(run);
        await run.AcceptedAsync("ana", new Instruction.RunStep(new("switch-b")));
        await run.AcceptedAsync("ben", new Instruction.Approve(await run.UntilGateAsync(), "Go."));
        await run.UntilVerifiedAsync("switch-b");
        var gated = await QuietAsync(run);

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{kind}: plain {plain - before}, gated {gated - plain} history events"));
        Assert.InRange(plain - before, 12, MostPlain);
        Assert.InRange(gated - plain, 15, MostGated);
    }

    // Nothing is under way any more: no activity, no workflow task.
    private static async Task<int> QuietAsync(TestRun run)
    {
        WorkflowHistory? history = null;
        await Eventually.IsAsync(
            async () =>
            {
                history = await run.Handle.FetchHistoryAsync();
                var raw = await run.Handle.Client.WorkflowService.DescribeWorkflowExecutionAsync(new()
                {
                    Namespace = run.Handle.Client.Options.Namespace,
                    Execution = new() { WorkflowId = run.Id },
                });
                return raw.PendingActivities.Count == 0 && raw.PendingWorkflowTask is null
                    && raw.WorkflowExecutionInfo.HistoryLength == history.Events.Count;
            },
            "the run is quiet");
        return history!.Events.Count;
    }
}
