using System.Text.Json;
using DevServer.Tests.Hosting;
using Tests.Support;

namespace DevServer.Tests.Clients;

/// <summary>The official CLI's commands for schedules against the embedded server.</summary>
public sealed class CliScheduleTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [SkippableFact]
    public async Task Schedule_CreateTriggerBackfillToggleUpdateDelete_DoWhatTheySay()
    {
        await RunAsync(
            [.. Of("create"), "--interval", "24h/3h", "--notes", "at first", "--overlap-policy", "AllowAll",
                "--schedule-memo", "team=\"ops\"", "--schedule-search-attribute", "Lead=\"mara\"", "--remaining-actions", "9"]);
        var listed = (await JsonAsync("schedule", "list", "--query", "Lead = 'mara'"))[0];
        Assert.Equal("cli-daily", listed.GetProperty("scheduleId").GetString());
        Assert.Contains("cli-daily", await RunAsync("schedule", "list", "--long"), StringComparison.Ordinal);
        var described = await DescribeAsync();
        Assert.Equal("at first", described.GetProperty("schedule").GetProperty("state").GetProperty("notes").GetString());
        Assert.Equal(
            "Im9wcyI=",
            described.GetProperty("memo").GetProperty("fields").GetProperty("team").GetProperty("data").GetString());

        await RunAsync("schedule", "trigger", "--schedule-id", "cli-daily");
        await RunAsync(
            "schedule", "backfill", "--schedule-id", "cli-daily", "--overlap-policy", "AllowAll",
            "--start-time", "2024-05-01T00:00:00Z", "--end-time", "2024-05-02T23:59:59Z");
        var info = (await DescribeAsync()).GetProperty("info");
        Assert.Equal("3", info.GetProperty("actionCount").GetString());
        Assert.Equal(
            "cli-job-2024-05-02T03:00:00Z",
            info.GetProperty("recentActions")[2].GetProperty("startWorkflowResult").GetProperty("workflowId").GetString());
        Assert.Equal(
            3, (await JsonAsync("workflow", "list", "--query", "TemporalScheduledById = 'cli-daily'")).GetArrayLength());

        await RunAsync("schedule", "toggle", "--schedule-id", "cli-daily", "--pause", "--reason", "closed today");
        Assert.Contains("closed today", await RunAsync("schedule", "describe", "--schedule-id", "cli-daily"), StringComparison.Ordinal);
        await RunAsync("schedule", "toggle", "--schedule-id", "cli-daily", "--unpause", "--reason", "open again");
        await RunAsync([.. Of("update"), "--cron", "30 12 * * Fri", "--calendar", """{"hour":"17","dayOfMonth":"1"}"""]);
        var calendars = (await DescribeAsync()).GetProperty("schedule").GetProperty("spec").GetProperty("structuredCalendar");
        Assert.Equal(2, calendars.GetArrayLength());
        Assert.Contains(
            calendars.EnumerateArray(), calendar => calendar.GetProperty("dayOfWeek")[0].GetProperty("start").GetInt32() == 5);

        await RunAsync("schedule", "delete", "--schedule-id", "cli-daily");
        var gone = await Command.RunAsync(
            RealServer.FindProgram(),
            ["schedule", "describe", "--schedule-id", "cli-daily", "--address", fixture.Address],
            Path.GetTempPath());
        Assert.NotEqual(0, gone.ExitCode);
        Assert.Contains("schedule not found", gone.Output + gone.Error, StringComparison.Ordinal);
    }

    private static string[] Of(string verb) =>
    [
        "schedule", verb, "--schedule-id", "cli-daily", "--workflow-id", "cli-job", "--type", "Job", "--task-queue", "cli-jobs",
    ];

    private Task<JsonElement> DescribeAsync() => JsonAsync("schedule", "describe", "--schedule-id", "cli-daily");

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        using var json = JsonDocument.Parse(await RunAsync([.. arguments, "--output", "json"]));
        return json.RootElement.Clone();
    }

    private async Task<string> RunAsync(params string[] arguments)
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        var run = await Command.RunAsync(
            RealServer.FindProgram(), [.. arguments, "--address", fixture.Address], Path.GetTempPath());
        Assert.True(run.ExitCode == 0, string.Join(' ', arguments) + ": " + run.Output + run.Error);
        return run.Output;
    }
}
