using Temporalio.Api.Enums.V1;

namespace Conformance.Tests.Screens;

public sealed class WebUiRunTests(ScreensFixture fixture) : Screens(fixture)
{
    private const string EventRow = "[data-testid=event-summary-row]";

    [SkippableFact]
    public async Task WebUiRun_EachOfItsTabs_ShowsTheRun()
    {
        SkipWithout();
        var run = await StartAsync("tabs");
        await run.QueryAsync(desk => desk.Last);
        var page = await OpenAsync(run, "history");

        await page.SeesElementAsync("[data-testid=execution-status]", "RUNNING");
        await page.SeesCountAsync(EventRow, 5);
        await page.SeesElementAsync("[data-testid=pending-activity-summary-row]");
        await page.ClickAsync("[data-testid=compact]");
        await page.UntilAsync(InAFrame("work at the desk"), "the summary of the activity");
        await page.ClickAsync("[data-testid=json]");
        await page.SeesAsync("\"eventType\": \"WorkflowExecutionStarted\"");
        await page.ClickAsync("[data-testid=feed]");
        await page.SeesCountAsync(EventRow, 5);

        await page.ClickAsync("[data-testid=timeline-tab]");
        await page.SeesAsync("Hide idle time");
        await page.ClickAsync("[data-testid=relationships-tab]");
        await page.SeesAsync("Child Count");
        await page.ClickAsync("[data-testid=workers-tab]");
        await page.SeesAsync(Client.Connection.Options.Identity!);
        await page.ClickAsync("[data-testid=pending-activities-tab]");
        await page.SeesAsync("not yet done");
        await page.ClickAsync("[data-testid=user-metadata-tab]");
        await page.UntilAsync(InAFrame("a desk to look at"), "the summary of the run");
        await page.UntilAsync(InAFrame("the desk is open"), "the current details");
        await page.ClickAsync("[data-testid=memo-tab]");
        await page.SeesAsync("to be seen");
        await page.ClickAsync("[data-testid=search-attributes-tab]");
        await page.SeesAsync("\"Lead\": \"nobody\"");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task WebUiQueries_CallStackAndOwnQuery_AreAnsweredByTheWorker()
    {
        SkipWithout();
        var run = await StartAsync("asked");
        await run.SignalAsync(desk => desk.NoteAsync("seven"));
        var page = await OpenAsync(run, "call-stack");
        await page.SeesAsync(nameof(Desk.RunAsync));

        await page.ClickAsync("[data-testid=queries-tab]");
        await page.ClickAsync("[data-testid=query-select-button]");
        await page.ClickAsync("li[role=option]", "Last\nWhat it was told last");
        await page.ClickAsync("button", "Run Query");
        await page.UntilAsync("!!find('[data-testid=query-result]', null)?.innerText.includes('seven')", "the answer");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task WebUiTaskQueue_WithAWorker_ShowsItsPollers()
    {
        SkipWithout();
        await (await StartAsync("queued")).QueryAsync(desk => desk.Last);
        var page = await OpenAsync($"task-queues/{ScreensFixture.Queue}");
        await page.SeesAsync(Client.Connection.Options.Identity!);
        await GoAsync(page, "task-queues/nobodys");
        await page.SeesAsync("No Pollers Found");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task WebUiRun_SignalAndUpdateByTheirDialogs_ReachTheWorkflow()
    {
        SkipWithout();
        var run = await StartAsync("told");
        await run.QueryAsync(desk => desk.Last);
        var page = await OpenAsync(run, "history");

        await ChooseAsync(page, "signal-button");
        await page.ClickAsync("dialog[open] [data-testid=signal-select-button]");
        await page.ClickAsync("dialog[open] li[role=option]", "Note\nTell it something");
        await page.TypeAsync("dialog[open] [contenteditable=true]", "\"from the screen\"");
        await ConfirmAsync(page);
        var signal = (await UntilEventAsync(run, EventType.WorkflowExecutionSignaled)).WorkflowExecutionSignaledEventAttributes;
        Assert.Equal(("Note", "\"from the screen\""), (signal.SignalName, signal.Input.Payloads_[0].Data.ToStringUtf8()));
        Assert.Equal("from the screen", await run.QueryAsync(desk => desk.Last));
        await page.SeesAsync("Workflow Execution Signaled");

        await ChooseAsync(page, "update-button");
        await page.ClickAsync("dialog[open] [data-testid=update-select-button]");
        await page.ClickAsync("dialog[open] li[role=option]", "Rename\nGive it another name");
        await page.TypeAsync("dialog[open] [contenteditable=true]", "\"counter\"");
        await ConfirmAsync(page);
        await UntilEventAsync(run, EventType.WorkflowExecutionUpdateCompleted);
        await page.SeesAsync("renamed to counter");
        Assert.Equal("counter", await run.QueryAsync(desk => desk.Last));
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task WebUiRun_ResetByItsDialog_GoesOnInANewRun()
    {
        SkipWithout();
        var run = await StartAsync("again");
        await run.QueryAsync(desk => desk.Last);
        var page = await OpenAsync(run, "history");

        await ChooseAsync(page, "reset-button");
        await page.ClickAsync("dialog[open] [data-testid=workflow-reset-event-id-select-button]");
        await page.ClickAsync("dialog[open] li[role=option]", "4 - WorkflowTaskCompleted");
        await page.TypeAsync("#reset-reason", "once more");
        await ConfirmAsync(page);

        var ended = (await UntilEventAsync(run, EventType.WorkflowExecutionTerminated)).WorkflowExecutionTerminatedEventAttributes;
        Assert.Contains("once more", ended.Reason, StringComparison.Ordinal);
        var next = Client.GetWorkflowHandle<Desk, string>(run.Id);
        Assert.NotEqual(run.ResultRunId, (await next.DescribeAsync()).RunId);
        var failed = await UntilEventAsync(next, EventType.WorkflowTaskFailed);
        Assert.Equal(run.ResultRunId, failed.WorkflowTaskFailedEventAttributes.BaseRunId);
        await next.SignalAsync(desk => desk.NoteAsync("end"));
        Assert.Equal("end", await next.GetResultAsync());
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task WebUiRun_CancelAndTerminateByTheirDialogs_EndTheRun()
    {
        SkipWithout();
        var run = await StartAsync("ended");
        await run.QueryAsync(desk => desk.Last);
        var page = await OpenAsync(run, "history");
        await page.ClickAsync("button", "Request Cancellation");
        await ConfirmAsync(page);
        await UntilEventAsync(run, EventType.WorkflowExecutionCancelRequested);
        await UntilEventAsync(run, EventType.WorkflowExecutionCanceled);
        await page.SeesElementAsync("[data-testid=execution-status]", "CANCELED");

        var other = await StartAsync("stopped");
        await GoAsync(page, PathOf(other, "history"));
        await page.SeesElementAsync("[data-testid=execution-status]", "RUNNING");
        await ChooseAsync(page, "terminate-button");
        await page.TypeAsync("#workflow-termination-reason", "seen enough");
        await ConfirmAsync(page);
        var ended = (await UntilEventAsync(other, EventType.WorkflowExecutionTerminated)).WorkflowExecutionTerminatedEventAttributes;
        Assert.Contains("seen enough", ended.Reason, StringComparison.Ordinal);
        await page.SeesElementAsync("[data-testid=execution-status]", "TERMINATED");
        Assert.Empty(page.Faults);
    }

    // Summaries are shown in frames of their own.
    private static string InAFrame(string text) =>
        $"[...document.querySelectorAll('iframe')].some(e => e.contentDocument?.body?.innerText.includes('{text}'))";
}
