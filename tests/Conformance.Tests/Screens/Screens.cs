using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Client;
using Temporalio.Common;
using Tests.Support.Browser;

namespace Conformance.Tests.Screens;

/// <summary>Base of what is seen and done in the Web UI: each test has runs of its own.</summary>
public abstract class Screens(ScreensFixture fixture) : IClassFixture<ScreensFixture>
{
    private static readonly SearchAttributeKey<string> Lead = SearchAttributeKey.CreateKeyword("Lead");

    internal TemporalClient Client => fixture.Client;

    internal static void SkipWithout() => Skip.If(ScreensFixture.WhyMissing is not null, ScreensFixture.WhyMissing);

    /// <summary>A new run, by a handle that means this run and no other.</summary>
    internal async Task<WorkflowHandle<Desk, string>> StartAsync(string id, string lead = "nobody")
    {
        var started = await Client.StartWorkflowAsync((Desk desk) => desk.RunAsync(), new(id, ScreensFixture.Queue)
        {
            StaticSummary = "a desk to look at",
            Memo = new Dictionary<string, object> { ["purpose"] = "to be seen" },
            TypedSearchAttributes = new SearchAttributeCollection.Builder().Set(Lead, lead).ToSearchAttributeCollection(),
        });
        return started with { RunId = started.ResultRunId };
    }

    internal Task<BrowserPage> OpenAsync(string path) => fixture.OpenAsync(path);

    internal Task GoAsync(BrowserPage page, string path) => fixture.GoAsync(page, path);

    internal static string PathOf(WorkflowHandle run, string tab) => $"workflows/{run.Id}/{run.ResultRunId}/{tab}";

    /// <summary>A page of a run, when the run is there to be seen.</summary>
    internal async Task<BrowserPage> OpenAsync(WorkflowHandle run, string tab)
    {
        var page = await OpenAsync(PathOf(run, tab));
        await page.SeesElementAsync("[data-testid=workflow-id-heading]");
        return page;
    }

    /// <summary>Something from the menu of a run, up to its dialog.</summary>
    internal static async Task ChooseAsync(BrowserPage page, string button)
    {
        await page.ClickAsync("button", "More Actions");
        await page.ClickAsync($"[data-testid={button}]");
        await page.SeesElementAsync("dialog[open]");
    }

    internal static Task ConfirmAsync(BrowserPage page) =>
        page.ClickAsync("dialog[open] [data-testid=confirm-modal-button]");

    internal static async Task<HistoryEvent> UntilEventAsync(WorkflowHandle run, EventType type)
    {
        HistoryEvent? found = null;
        await Eventually.IsAsync(
            async () =>
            {
                found = (await run.FetchHistoryAsync()).Events.FirstOrDefault(e => e.EventType == type);
                return found is not null;
            },
            $"the history of {run.Id} has {type}");
        return found!;
    }
}
