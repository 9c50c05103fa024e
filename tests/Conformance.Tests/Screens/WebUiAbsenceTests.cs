namespace Conformance.Tests.Screens;

/// <summary>What is not there says so, and neither breaks the page nor keeps it waiting.</summary>
public sealed class WebUiAbsenceTests(ScreensFixture fixture) : Screens(fixture)
{
    [SkippableTheory]
    [InlineData("../../nexus", "feature is not available")]
    [InlineData("worker-deployments", "No Worker Deployments yet")]
    [InlineData("workers", "Worker Heartbeats Disabled")]
    [InlineData("archival", "not enabled for archival")]
    public async Task WebUiPage_OfWhatIsNotThere_SaysSo(string path, string words)
    {
        SkipWithout();
        var page = await OpenAsync(path);
        await page.SeesAsync(words);
        Assert.DoesNotContain("Loading", await page.TextAsync(), StringComparison.OrdinalIgnoreCase);
    }
}
