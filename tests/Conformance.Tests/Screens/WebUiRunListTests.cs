namespace Conformance.Tests.Screens;

public sealed class WebUiRunListTests(ScreensFixture fixture) : Screens(fixture)
{
    private const string Row = "[data-testid=workflows-summary-configurable-table-row]";

    [SkippableFact]
    public async Task WebUiRunList_WithFilters_ShowsAndCountsTheRunsThatMatch()
    {
        SkipWithout();
        await StartAsync("listed-1", "mara");
        await StartAsync("listed-2", "mara");
        await StartAsync("other-3", "ivo");
        await (await StartAsync("listed-4", "ivo")).TerminateAsync("enough");
        var page = await OpenAsync("workflows");

        await page.SeesElementAsync("[data-testid=workflow-count]", "4");
        await page.SeesElementAsync("[data-testid=workflow-status-Running]", "3 RUNNING");
        await page.SeesElementAsync("[data-testid=workflow-status-Terminated]", "1 TERMINATED");
        await page.SeesCountAsync(Row, 4);

        await page.ClickAsync("[data-testid=workflow-status-Terminated]");
        await page.SeesCountAsync(Row, 1);
        await page.SeesElementAsync("[data-testid=execution-status]", "TERMINATED");

        await AskAsync("WorkflowType", "Desk", 4);
        await AskAsync("WorkflowType", "Chair", 0);
        await AskAsync("WorkflowId", "listed-2", 1);
        await AskAsync("Lead", "mara", 2);
        await SearchAsync("WorkflowId STARTS_WITH 'listed' AND Lead = 'ivo' AND ExecutionStatus != 'Running'", 1);
        Assert.Empty(page.Faults);

        async Task AskAsync(string attribute, string value, int found)
        {
            await GoAsync(page, "workflows");
            await page.SeesCountAsync(Row, 4);
            await page.ClickAsync("[data-testid=add-filter-button]");
            await page.TypeAsync("#workflow-filter-search", attribute);
            await page.ClickAsync("li[role=menuitem] p", attribute);
            await page.TypeAsync("input[placeholder='Enter value...']", value);
            await page.ClickAsync("button", "Apply");
            await page.SeesCountAsync(Row, found);
        }

        async Task SearchAsync(string query, int found)
        {
            await GoAsync(page, "workflows");
            await page.SeesCountAsync(Row, 4);
            await page.ClickAsync("[data-testid=toggle-manual-query]");
            await page.TypeAsync("[data-testid=workflow-manual-search-input]", query);
            await page.ClickAsync("[data-testid=workflow-manual-search-button]");
            await page.SeesCountAsync(Row, found);
        }
    }
}
