using Temporalio.Api.Enums.V1;

namespace Conformance.Tests.Screens;

public sealed class WebUiBatchTests(ScreensFixture fixture) : Screens(fixture)
{
    [SkippableFact]
    public async Task WebUiBatchOperations_ListAndOneOfThem_AreShown()
    {
        SkipWithout();
        var run = await StartAsync("batched");
        var job = $"batch-{Guid.NewGuid():N}";
        await Client.WorkflowService.StartBatchOperationAsync(new()
        {
            Namespace = Client.Options.Namespace,
            JobId = job,
            Reason = "seen enough",
            VisibilityQuery = "WorkflowId = 'batched'",
            TerminationOperation = new() { Identity = "operator" },
        });
        await UntilEventAsync(run, EventType.WorkflowExecutionTerminated);
        var page = await OpenAsync("batch-operations");
        await page.SeesAsync(job);
        await GoAsync(page, $"batch-operations/{job}");
        await page.SeesAsync("seen enough");
        await page.SeesAsync("operator");
        Assert.Empty(page.Faults);
    }
}
