using Temporalio.Client;

namespace Conformance.Tests.Screens;

public sealed class WebUiOperatorTests(ScreensFixture fixture) : Screens(fixture)
{
    [SkippableFact]
    public async Task WebUiPendingActivities_WithOneThatIsPaused_SayWhoAndWhy()
    {
        SkipWithout();
        var run = await StartAsync("halted");
        await run.QueryAsync(desk => desk.Last);
        var described = await Client.WorkflowService.DescribeWorkflowExecutionAsync(
            new() { Namespace = Client.Options.Namespace, Execution = new() { WorkflowId = run.Id } });
        await Client.WorkflowService.PauseActivityAsync(new()
        {
            Namespace = Client.Options.Namespace,
            Execution = new() { WorkflowId = run.Id },
            Id = described.PendingActivities[0].ActivityId,
            Identity = "an operator",
            Reason = "stock is counted",
        });
        var page = await OpenAsync(run, "pending-activities");
        await page.SeesAsync("stock is counted");
        await page.SeesAsync("an operator");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task WebUiRun_ByACronSchedule_IsShownWhileItWaits()
    {
        SkipWithout();
        var started = await Client.StartWorkflowAsync(
            (Desk desk) => desk.RunAsync(), new("nightly", ScreensFixture.Queue) { CronSchedule = "@every 24h" });
        var page = await OpenAsync(started with { RunId = started.ResultRunId }, "history");
        await page.SeesElementAsync("[data-testid=execution-status]", "RUNNING");
        await page.SeesCountAsync("[data-testid=event-summary-row]", 1);
        Assert.Empty(page.Faults);
    }
}
