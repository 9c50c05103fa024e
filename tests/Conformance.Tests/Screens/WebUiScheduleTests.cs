using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Client.Schedules;

namespace Conformance.Tests.Screens;

public sealed class WebUiScheduleTests(ScreensFixture fixture) : Screens(fixture)
{
    [SkippableFact]
    public async Task WebUiSchedules_ListAndOneOfThem_AreShown()
    {
        SkipWithout();
        var handle = await CreateAsync("weekly-count");
        await handle.TriggerAsync();
        var page = await OpenAsync("schedules");
        await page.SeesAsync("weekly-count");
        await page.SeesAsync(nameof(Desk));

        await GoAsync(page, "schedules/weekly-count");
        await page.SeesAsync("the stock is counted");
        await page.SeesAsync("Every 7 day(s)");
        await page.SeesAsync("counted-");
        Assert.Empty(page.Faults);
    }

    [SkippableFact]
    public async Task WebUiSchedule_PausedByItsButton_SaysSo()
    {
        SkipWithout();
        var handle = await CreateAsync("paused-count");
        var page = await OpenAsync("schedules/paused-count");
        await page.SeesAsync("the stock is counted");
        await page.ClickAsync("button", "Pause");
        await page.SeesElementAsync("dialog[open]");
        await page.TypeAsync("dialog[open] input, dialog[open] textarea", "the shop is shut");
        await ConfirmAsync(page);
        ScheduleDescription? found = null;
        await Eventually.IsAsync(
            async () => (found = await handle.DescribeAsync()).Schedule.State.Paused, "the pause");
        Assert.Contains("the shop is shut", found!.Schedule.State.Note, StringComparison.Ordinal);
        Assert.Empty(page.Faults);
    }

    private Task<ScheduleHandle> CreateAsync(string id) => Client.CreateScheduleAsync(
        id,
        new(
            ScheduleActionStartWorkflow.Create((Desk desk) => desk.RunAsync(), new($"counted-{id}", ScreensFixture.Queue)),
            new() { Intervals = [new(TimeSpan.FromDays(7))] })
        {
            State = new() { Note = "the stock is counted" },
            Policy = new() { Overlap = ScheduleOverlapPolicy.AllowAll },
        });
}
