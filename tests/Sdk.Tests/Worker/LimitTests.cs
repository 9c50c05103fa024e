using Google.Protobuf;
using Sdk.Tests.Replay;
using Sdk.Tests.Worker.Fakes;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Workflows;

namespace Sdk.Tests.Worker;

/// <summary>What a worker does with data that the server says it would not take.</summary>
public sealed class LimitTests
{
    private const string Message = "[TMPRL1103] Attempted to upload payloads with size that exceeded the error limit.";

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task WorkflowTask_WithTooMuch_FailsWithThatCauseAtEachAttempt(int attempt)
    {
        await using var fake = Start(limit: 1000);
        fake.Server.Give(TaskOf(bytes: 2000, attempt));

        var failed = await fake.Server.NextAsync<RespondWorkflowTaskFailedRequest>();

        Assert.Equal(WorkflowTaskFailedCause.PayloadsTooLarge, failed.Cause);
        Assert.Equal(Message, failed.Failure.Message);
        Assert.Equal("PayloadSizeLimitExceeded", failed.Failure.ApplicationFailureInfo.Type);
        Assert.False(failed.Failure.ApplicationFailureInfo.NonRetryable);
        Assert.StartsWith(Message, fake.Logs.Entries.Single(e => e.Id.Id == 71).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1000, true)]
    public async Task WorkflowTask_WithTooMuch_IsSentWhereNothingForbidsIt(int limit, bool disabled)
    {
        await using var fake = Start(limit, disabled);
        fake.Server.Give(TaskOf(bytes: 2000));

        await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
    }

    [Fact]
    public async Task Answer_ToAQuery_IsLeftToTheServer()
    {
        await using var fake = Start(limit: 1000);
        var task = TaskOf(bytes: 0);
        task.Queries.Add("q", new() { QueryType = "much" });
        fake.Server.Give(task);

        var done = await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();

        Assert.Equal(QueryResultType.Answered, done.QueryResults["q"].ResultType);
    }

    [Fact]
    public async Task Activity_WithTooLargeAResult_FailsSoThatItCanBeRetried()
    {
        await using var fake = Start(limit: 1000);
        fake.Server.Give(FakeWorker.ActivityTask("much"));

        var failed = await fake.Server.NextAsync<RespondActivityTaskFailedRequest>();

        Assert.Equal(Message, failed.Failure.Message);
        Assert.Equal("PayloadSizeLimitExceeded", failed.Failure.ApplicationFailureInfo.Type);
        Assert.False(failed.Failure.ApplicationFailureInfo.NonRetryable);
        Assert.Equal(1, fake.Logs.Count(71));
    }

    [Fact]
    public async Task Heartbeat_WithTooMuch_IsNotSentAndFailsTheAttempt()
    {
        await using var fake = Start(limit: 1000);
        fake.Server.Give(FakeWorker.ActivityTask("beat", heartbeat: TimeSpan.FromMinutes(1)));

        var failed = await fake.Server.NextAsync<RespondActivityTaskFailedRequest>();

        Assert.Equal(Message, failed.Failure.Message);
        Assert.False(failed.Failure.ApplicationFailureInfo.NonRetryable);
    }

    private static FakeWorker Start(int limit, bool disabled = false)
    {
        var server = new FakeServer
        {
            Description = new() { NamespaceInfo = new() { Limits = new() { BlobSizeLimitError = limit } } },
        };
        return FakeWorker.Start(
            options =>
            {
                options.DisablePayloadErrorLimit = disabled;
                options.AddWorkflow<Talker>()
                    .AddActivity([Activity("much")] () => new string('m', 2000))
                    .AddActivity([Activity("beat")] async () =>
                    {
                        var context = ActivityExecutionContext.Current;
                        context.Heartbeat(new string('m', 2000));
                        await Task.Delay(Timeout.Infinite, context.CancellationToken);
                    });
            },
            server);
    }

    private static PollWorkflowTaskQueueResponse TaskOf(int bytes, int attempt = 1)
    {
        var history = new HistoryBuilder().Started(nameof(Talker), bytes).OpenTask();
        return new()
        {
            TaskToken = ByteString.CopyFromUtf8("token"),
            WorkflowExecution = new() { WorkflowId = "wf", RunId = HistoryBuilder.RunId },
            WorkflowType = new() { Name = nameof(Talker) },
            StartedEventId = history.StartedId,
            Attempt = attempt,
            History = new() { Events = { history.Events } },
        };
    }

    [Workflow]
    public class Talker
    {
        [WorkflowRun]
        public async Task<string> RunAsync(int bytes)
        {
            await Workflow.WaitConditionAsync(() => bytes > 0);
            return new('m', bytes);
        }

        [WorkflowQuery("much")]
        public string Much() => new('m', 2000);
    }
}
