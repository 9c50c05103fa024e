using DevServer.Tests.Storage;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Tests.Support;

// The runs that a request names are in a field that newer APIs call old.
#pragma warning disable CS0612

namespace DevServer.Tests.Hosting;

/// <summary>What operators and schedules have begun goes on after kill -9, in the file that is left.</summary>
public sealed class OperatorKillTests : IDisposable
{
    private const int Signals = 8;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Kill_WithAPauseACronChainAndABatchUnderWay_LosesNone()
    {
        var file = folder.File("killed.db");
        await using (var first = await StartServerAsync(file))
        {
            using var client = new RawClient(first.Address);
            await StartAsync(client, "paused");
            await PauseAnActivityAsync(client);
            await StartAsync(client, "daily", "@every 24h");
            await StartAsync(client, "told");
            await BeginBatchAsync(client);
            await Eventually.IsAsync(
                async () => (await DescribeBatchAsync(client)).CompleteOperationCount > 0, "the batch operation begins");
            await first.KillAsync();
        }

        await using var second = await StartServerAsync(file);
        using var after = new RawClient(second.Address);
        var paused = Assert.Single((await DescribeAsync(after, "paused")).PendingActivities);
        Assert.Equal(
            (PendingActivityState.Paused, "operator", "not now"),
            (paused.State, paused.PauseInfo.Manual.Identity, paused.PauseInfo.Manual.Reason));
        var daily = (await DescribeAsync(after, "daily")).WorkflowExecutionInfo;
        Assert.Equal(TimeSpan.FromHours(24), (daily.ExecutionTime - daily.StartTime).ToTimeSpan());
        await Eventually.IsAsync(
            async () => (await DescribeBatchAsync(after)).State == BatchOperationState.Completed,
            "the end of the batch operation");
        Assert.Equal(Signals, (await DescribeBatchAsync(after)).CompleteOperationCount);
        var history = await after.CallAsync<GetWorkflowExecutionHistoryResponse>(
            new GetWorkflowExecutionHistoryRequest { Namespace = "default", Execution = new() { WorkflowId = "told" } });
        Assert.Equal(
            Signals, history.History.Events.Count(read => read.EventType == EventType.WorkflowExecutionSignaled));
    }

    public void Dispose() => folder.Dispose();

    private static Task<ServerProcess> StartServerAsync(string file) =>
        ServerProcess.StartAsync(ServerKind.Embedded, new() { DatabaseFile = file });

    private static Task<StartWorkflowExecutionResponse> StartAsync(
        RawClient client, string workflowId, string cronSchedule = "") =>
        client.CallAsync<StartWorkflowExecutionResponse>(new StartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = workflowId,
            WorkflowType = new() { Name = "T" },
            TaskQueue = new() { Name = workflowId },
            CronSchedule = cronSchedule,
        });

    private static async Task PauseAnActivityAsync(RawClient client)
    {
        var task = await client.CallAsync<PollWorkflowTaskQueueResponse>(
            new PollWorkflowTaskQueueRequest { Namespace = "default", TaskQueue = new() { Name = "paused" } });
        await client.CallAsync<RespondWorkflowTaskCompletedResponse>(new RespondWorkflowTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            Commands =
            {
                new Command
                {
                    CommandType = CommandType.ScheduleActivityTask,
                    ScheduleActivityTaskCommandAttributes = new()
                    {
                        ActivityId = "a",
                        ActivityType = new() { Name = "act" },
                        TaskQueue = new() { Name = "paused" },
                        StartToCloseTimeout = new() { Seconds = 60 },
                    },
                },
            },
        });
        await client.CallAsync<PauseActivityResponse>(new PauseActivityRequest
        {
            Namespace = "default",
            Execution = new() { WorkflowId = "paused" },
            Id = "a",
            Identity = "operator",
            Reason = "not now",
        });
    }

    /// <summary>The same run several times, a few a second: it is under way when the server dies.</summary>
    private static Task<StartBatchOperationResponse> BeginBatchAsync(RawClient client)
    {
        var request = new StartBatchOperationRequest
        {
            Namespace = "default",
            JobId = "job",
            Reason = "because",
            MaxOperationsPerSecond = 4,
            SignalOperation = new() { Signal = "all" },
        };
        for (var number = 0; number < Signals; number++)
        {
            request.Executions.Add(new Temporalio.Api.Common.V1.WorkflowExecution { WorkflowId = "told" });
        }

        return client.CallAsync<StartBatchOperationResponse>(request);
    }

    private static Task<DescribeWorkflowExecutionResponse> DescribeAsync(RawClient client, string workflowId) =>
        client.CallAsync<DescribeWorkflowExecutionResponse>(new DescribeWorkflowExecutionRequest
        {
            Namespace = "default",
            Execution = new() { WorkflowId = workflowId },
        });

    private static Task<DescribeBatchOperationResponse> DescribeBatchAsync(RawClient client) =>
        client.CallAsync<DescribeBatchOperationResponse>(
            new DescribeBatchOperationRequest { Namespace = "default", JobId = "job" });
}
