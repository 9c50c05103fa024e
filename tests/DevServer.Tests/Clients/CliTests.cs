using System.Text.Json;
using DevServer.Tests.Hosting;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Tests.Support;

namespace DevServer.Tests.Clients;

/// <summary>The official CLI against the embedded server. Each test uses ids of its own.</summary>
public sealed class CliTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [SkippableFact]
    public async Task Operator_HealthClusterNamespacesSearchAttributes_AreShown()
    {
        Assert.Equal("SERVING", (await TextAsync("operator", "cluster", "health")).Trim());
        Assert.Contains("1.29.1", await TextAsync("operator", "cluster", "system"), StringComparison.Ordinal);
        var cluster = await JsonAsync("operator", "cluster", "describe");
        Assert.Equal("sqlite", cluster.GetProperty("visibilityStore").GetString());

        await TextAsync("operator", "namespace", "create", "--namespace", "from-cli", "--retention", "72h");
        var spaces = await JsonAsync("operator", "namespace", "list");
        Assert.Contains(
            spaces.EnumerateArray(), space => space.GetProperty("namespaceInfo").GetProperty("name").GetString() == "from-cli");

        await TextAsync("operator", "search-attribute", "create", "--namespace", "from-cli", "--name", "Stage", "--type", "Keyword");
        var attributes = await JsonAsync("operator", "search-attribute", "list", "--namespace", "from-cli");
        Assert.Equal("INDEXED_VALUE_TYPE_KEYWORD", attributes.GetProperty("customAttributes").GetProperty("Stage").GetString());
    }

    [SkippableFact]
    public async Task Workflow_StartSignalShowDescribeListCountTerminate_AreCarriedOut()
    {
        await TextAsync(
            "workflow", "start", "--type", "T", "--task-queue", "cli", "--workflow-id", "cli-1", "--input", "{\"a\":1}",
            "--search-attribute", "Lead=\"mara\"", "--memo", "note=\"hi\"");
        await TextAsync("workflow", "signal", "--workflow-id", "cli-1", "--name", "go", "--input", "\"x\"");

        var history = await JsonAsync("workflow", "show", "--workflow-id", "cli-1");
        Assert.Equal(
            ["EVENT_TYPE_WORKFLOW_EXECUTION_STARTED", "EVENT_TYPE_WORKFLOW_TASK_SCHEDULED", "EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED"],
            history.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("eventType").GetString()));

        var described = await JsonAsync("workflow", "describe", "--workflow-id", "cli-1");
        Assert.Equal("WORKFLOW_EXECUTION_STATUS_RUNNING", described.GetProperty("workflowExecutionInfo").GetProperty("status").GetString());

        var listed = await JsonAsync("workflow", "list", "--query", "Lead = 'mara' AND WorkflowId = 'cli-1'");
        Assert.Equal(1, listed.GetArrayLength());
        Assert.Contains(
            "Total: 1", await TextAsync("workflow", "count", "--query", "WorkflowId = 'cli-1' AND ExecutionStatus = 'Running'"),
            StringComparison.Ordinal);

        await TextAsync("workflow", "terminate", "--workflow-id", "cli-1", "--reason", "enough");
        var ended = await JsonAsync("workflow", "describe", "--workflow-id", "cli-1");
        Assert.Equal(
            "WORKFLOW_EXECUTION_STATUS_TERMINATED", ended.GetProperty("workflowExecutionInfo").GetProperty("status").GetString());
    }

    [SkippableFact]
    public async Task Workflow_StartWithACronSchedule_WaitsForItsMoment()
    {
        await TextAsync(
            "workflow", "start", "--type", "T", "--task-queue", "cli", "--workflow-id", "cli-cron", "--cron", "@every 1h");

        var described = await JsonAsync("workflow", "describe", "--workflow-id", "cli-cron");
        var info = described.GetProperty("workflowExecutionInfo");
        Assert.Equal(
            TimeSpan.FromHours(1),
            info.GetProperty("executionTime").GetDateTimeOffset() - info.GetProperty("startTime").GetDateTimeOffset());
    }

    [SkippableFact]
    public async Task Workflow_StartOfARunningId_TellsTheRunThatIsThere()
    {
        await TextAsync("workflow", "start", "--type", "T", "--task-queue", "cli", "--workflow-id", "cli-2");

        var again = await TextAsync("workflow", "start", "--type", "T", "--task-queue", "cli", "--workflow-id", "cli-2");

        Assert.Contains("cli-2", again, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Workflow_Query_IsAnsweredByAWorker()
    {
        await TextAsync("workflow", "start", "--type", "T", "--task-queue", "cli-query", "--workflow-id", "cli-3");
        var first = await PollAsync();
        await fixture.Client.CallAsync<RespondWorkflowTaskCompletedResponse>(
            new RespondWorkflowTaskCompletedRequest { Namespace = "default", TaskToken = first.TaskToken, Identity = "test" });

        var cli = TextAsync("workflow", "query", "--workflow-id", "cli-3", "--type", "ledger");
        var asked = await PollAsync();
        Assert.Equal("ledger", asked.Query.QueryType);
        await fixture.Client.CallAsync<RespondQueryTaskCompletedResponse>(new RespondQueryTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = asked.TaskToken,
            CompletedType = QueryResultType.Answered,
            QueryResult = new Payloads
            {
                Payloads_ =
                {
                    new Payload
                    {
                        Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") },
                        Data = ByteString.CopyFromUtf8("\"seven entries\""),
                    },
                },
            },
        });

        Assert.Contains("seven entries", await cli, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Workflow_UnknownId_FailsWithNotFound()
    {
        var run = await RunAsync("workflow", "describe", "--workflow-id", "never-there");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("not found", run.Error, StringComparison.OrdinalIgnoreCase);
    }

    private Task<PollWorkflowTaskQueueResponse> PollAsync() => fixture.Client.CallAsync<PollWorkflowTaskQueueResponse>(
        new PollWorkflowTaskQueueRequest { Namespace = "default", TaskQueue = new TaskQueue { Name = "cli-query" }, Identity = "test" });

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        using var json = JsonDocument.Parse(await TextAsync([.. arguments, "--output", "json"]));
        return json.RootElement.Clone();
    }

    private async Task<string> TextAsync(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.True(run.ExitCode == 0, string.Join(' ', arguments) + ": " + run.Output + run.Error);
        return run.Output;
    }

    private Task<Command> RunAsync(params string[] arguments)
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        return Command.RunAsync(RealServer.FindProgram(), [.. arguments, "--address", fixture.Address], Path.GetTempPath());
    }
}
