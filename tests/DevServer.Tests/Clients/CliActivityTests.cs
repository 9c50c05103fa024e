using System.Text.Json;
using DevServer.Tests.Hosting;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Tests.Support;

namespace DevServer.Tests.Clients;

/// <summary>The official CLI's commands for activities against the embedded server.</summary>
public sealed class CliActivityTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Queue = "cli-activities";

    [SkippableFact]
    public async Task Activity_PauseUpdateOptionsResetUnpauseComplete_AreCarriedOut()
    {
        await RunAsync("workflow", "start", "--type", "T", "--task-queue", Queue, "--workflow-id", "cli-act");
        await ScheduleAsync();

        await RunAsync("activity", "pause", "--workflow-id", "cli-act", "--activity-id", "a");
        Assert.Equal("PENDING_ACTIVITY_STATE_PAUSED", (await PendingAsync()).GetProperty("state").GetString());
        await RunAsync(
            "activity", "update-options", "--workflow-id", "cli-act", "--activity-id", "a",
            "--heartbeat-timeout", "7s");
        Assert.Equal(
            "7s", (await PendingAsync()).GetProperty("activityOptions").GetProperty("heartbeatTimeout").GetString());
        await RunAsync("activity", "reset", "--workflow-id", "cli-act", "--activity-id", "a", "--keep-paused");
        Assert.True((await PendingAsync()).GetProperty("paused").GetBoolean());
        await RunAsync("activity", "unpause", "--workflow-id", "cli-act", "--activity-id", "a");
        Assert.Equal("PENDING_ACTIVITY_STATE_SCHEDULED", (await PendingAsync()).GetProperty("state").GetString());
        await RunAsync("activity", "complete", "--workflow-id", "cli-act", "--activity-id", "a", "--result", "1");
        using var json = JsonDocument.Parse(
            await RunAsync("workflow", "describe", "--workflow-id", "cli-act", "--output", "json"));
        Assert.False(json.RootElement.TryGetProperty("pendingActivities", out _));
    }

    private async Task ScheduleAsync()
    {
        var task = await fixture.Client.CallAsync<PollWorkflowTaskQueueResponse>(
            new PollWorkflowTaskQueueRequest { Namespace = "default", TaskQueue = new() { Name = Queue } });
        await fixture.Client.CallAsync<RespondWorkflowTaskCompletedResponse>(new RespondWorkflowTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            Commands =
            {
                new Temporalio.Api.Command.V1.Command
                {
                    CommandType = CommandType.ScheduleActivityTask,
                    ScheduleActivityTaskCommandAttributes = new()
                    {
                        ActivityId = "a",
                        ActivityType = new() { Name = "act" },
                        TaskQueue = new() { Name = Queue },
                        StartToCloseTimeout = new() { Seconds = 60 },
                    },
                },
            },
        });
    }

    private async Task<JsonElement> PendingAsync()
    {
        using var json = JsonDocument.Parse(
            await RunAsync("workflow", "describe", "--workflow-id", "cli-act", "--output", "json"));
        return json.RootElement.GetProperty("pendingActivities")[0].Clone();
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
