using System.Text.Json;
using DevServer.Tests.Hosting;
using Tests.Support;

namespace DevServer.Tests.Clients;

/// <summary>The official CLI's commands for many runs at once against the embedded server.</summary>
public sealed class CliBatchTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [SkippableFact]
    public async Task Workflow_TerminateByQuery_EndsThemAndIsListedAndDescribed()
    {
        foreach (var id in new[] { "cli-many-1", "cli-many-2" })
        {
            await RunAsync("workflow", "start", "--type", "Many", "--task-queue", "cli-many", "--workflow-id", id);
        }

        await RunAsync("workflow", "terminate", "--query", "WorkflowType = 'Many'", "--reason", "enough", "--yes");
        var job = (await JsonAsync("batch", "list"))[0].GetProperty("jobId").GetString()!;
        await Eventually.IsAsync(
            async () => (await JsonAsync("batch", "describe", "--job-id", job)).GetProperty("state").GetString() ==
                "BATCH_OPERATION_STATE_COMPLETED",
            "the end of the batch operation");
        var done = await JsonAsync("batch", "describe", "--job-id", job);
        Assert.Equal("2", done.GetProperty("completeOperationCount").GetString());
        var ended = await JsonAsync("workflow", "describe", "--workflow-id", "cli-many-2");
        Assert.Equal(
            "WORKFLOW_EXECUTION_STATUS_TERMINATED",
            ended.GetProperty("workflowExecutionInfo").GetProperty("status").GetString());

        var over = await Command.RunAsync(
            RealServer.FindProgram(),
            ["batch", "terminate", "--job-id", job, "--reason", "late", "--address", fixture.Address],
            Path.GetTempPath());
        Assert.NotEqual(0, over.ExitCode);
    }

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
