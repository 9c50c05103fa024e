using Google.Protobuf;
using Sdk.Tests.Replay;
using Sdk.Tests.Worker.Fakes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Converters;
using Temporalio.Workflows;
using static Temporalio.Exceptions.RpcException;

namespace Sdk.Tests.Worker.WorkflowTasks;

/// <summary>What a worker does when answers get lost, come twice or are refused.</summary>
public sealed class WorkflowWorkerTests
{
    private readonly HistoryBuilder history = new HistoryBuilder().Started("Waiter").OpenTask();

    [Fact]
    public async Task FirstTask_WithACache_AsksForTheRestOnAQueueOfItsOwn()
    {
        await using var fake = Start();
        fake.Server.Give(TaskFromStart());
        var done = await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        Assert.Equal("token", done.TaskToken.ToStringUtf8());
        Assert.True(done.ReturnNewWorkflowTask);
        Assert.Equal(TaskQueueKind.Sticky, done.StickyAttributes.WorkerTaskQueue.Kind);
        Assert.Equal("queue", done.StickyAttributes.WorkerTaskQueue.NormalName);
        Assert.StartsWith("me-", done.StickyAttributes.WorkerTaskQueue.Name, StringComparison.Ordinal);
        Assert.Equal(10, done.StickyAttributes.ScheduleToStartTimeout.Seconds);
        Assert.True(done.Capabilities.DiscardSpeculativeWorkflowTaskWithEvents);
    }

    [Fact]
    public async Task FirstTask_WithoutACache_AsksForNothing()
    {
        await using var fake = Start(cached: 0);
        fake.Server.Give(TaskFromStart());
        var done = await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        Assert.False(done.ReturnNewWorkflowTask);
        Assert.Null(done.StickyAttributes);
    }

    [Fact]
    public async Task NextTask_OfACachedRun_NeedsNoHistory()
    {
        await using var fake = Start();
        fake.Server.Give(TaskFromStart());
        await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        fake.Server.GiveSticky(GoTask(onlyNew: true));
        Assert.True(Closes(await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>()));
    }

    [Fact]
    public async Task NextTask_WithinTheAnswer_IsTaken()
    {
        await using var fake = Start();
        var answers = new Queue<RespondWorkflowTaskCompletedResponse>([new() { WorkflowTask = GoTask(onlyNew: true) }]);
        fake.Server.OnWorkflowTaskCompleted = _ => answers.TryDequeue(out var answer) ? answer : new();
        fake.Server.Give(TaskBeforeGo());
        Assert.False(Closes(await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>()));
        Assert.True(Closes(await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>()));
    }

    [Theory]
    [InlineData(StatusCode.NotFound, "gone")]
    [InlineData(StatusCode.Unavailable, "lost")]
    [InlineData(StatusCode.InvalidArgument, "UnhandledCommand")]
    public async Task Completion_ThatIsNotTaken_MakesTheRunStartFromItsHistory(StatusCode code, string message)
    {
        await using var fake = Start();
        fake.Server.Fail<RespondWorkflowTaskCompletedRequest>(code, message: message);
        fake.Server.Give(TaskFromStart());
        await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        var asked = 0;
        var task = GoTask(onlyNew: true);
        fake.Server.OnHistory = _ =>
        {
            asked++;
            return new() { History = new() { Events = { history.Events } } };
        };
        fake.Server.GiveSticky(task);
        Assert.True(Closes(await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>()));
        Assert.Equal(1, asked);
    }

    [Fact]
    public async Task Completion_ThatIsTooLarge_FailsTheTaskWithThatCause()
    {
        await using var fake = Start();
        fake.Server.Fail<RespondWorkflowTaskCompletedRequest>(
            StatusCode.ResourceExhausted, message: "grpc: received message larger than max (5000000 vs. 4194304)");
        fake.Server.Give(TaskFromStart());
        await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        var failed = await fake.Server.NextAsync<RespondWorkflowTaskFailedRequest>();
        Assert.Equal(WorkflowTaskFailedCause.GrpcMessageTooLarge, failed.Cause);
        Assert.True(failed.Failure.ApplicationFailureInfo.NonRetryable);
    }

    [Fact]
    public async Task SameTask_Again_GetsTheSameAnswer()
    {
        await using var fake = Start();
        var task = GoTask(onlyNew: false);
        fake.Server.Give(task);
        fake.Server.Give(task.Clone());
        var first = await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        var second = await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        Assert.True(Closes(first));
        Assert.Equal(first.Commands, second.Commands);
    }

    [Fact]
    public async Task Question_ToARunThatIsNotCached_ReadsTheHistoryFirst()
    {
        await using var fake = Start();
        history.TaskCompleted();
        fake.Server.OnHistory = _ => new() { History = new() { Events = { history.Events } } };
        fake.Server.GiveSticky(Question());
        var answer = await fake.Server.NextAsync<RespondQueryTaskCompletedRequest>();
        Assert.Equal(QueryResultType.Answered, answer.CompletedType);
        Assert.Equal("space", answer.Namespace);
    }

    [Fact]
    public async Task Question_WhileTheNextTaskWaits_LeavesToThatTaskWhatIsItsOwn()
    {
        await using var fake = Start();
        history.TaskCompleted();
        var question = Question();
        history.Signaled("Go").TaskScheduled();
        var asked = history.Events.ToList();
        fake.Server.OnHistory = _ => new() { History = new() { Events = { asked } } };
        fake.Server.GiveSticky(question);
        var answer = await fake.Server.NextAsync<RespondQueryTaskCompletedRequest>();
        Assert.Equal("false", answer.QueryResult.Payloads_[0].Data.ToStringUtf8());

        // The code takes the signal at the time of its task, as every replay will.
        history.TaskStarted();
        fake.Server.GiveSticky(Poll(history.Events.Where(e => e.EventId > history.PreviousStartedId)));
        var done = await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        var result = done.Commands.Single().CompleteWorkflowExecutionCommandAttributes.Result.Payloads_[0];
        Assert.Equal(
            history.Events[^1].EventTime.ToDateTime().ToString("O"),
            DataConverter.Default.PayloadConverter.ToValue<string>(result));
    }

    [Fact]
    public async Task Question_WhoseHistoryCannotBeRead_IsLeftOpen()
    {
        await using var fake = Start();
        history.TaskCompleted();
        fake.Server.Fail<GetWorkflowExecutionHistoryRequest>(StatusCode.Unavailable);
        fake.Server.GiveSticky(Question());
        fake.Server.OnHistory = _ => new() { History = new() { Events = { history.Events } } };
        var again = Question();
        again.TaskToken = ByteString.CopyFromUtf8("again");
        fake.Server.GiveSticky(again);
        var answer = await fake.Server.NextAsync<RespondQueryTaskCompletedRequest>();
        Assert.Equal("again", answer.TaskToken.ToStringUtf8());
    }

    [Fact]
    public async Task RealTask_WhoseHistoryCannotBeRead_IsGivenBack()
    {
        await using var fake = Start();
        fake.Server.Fail<GetWorkflowExecutionHistoryRequest>(StatusCode.Unavailable);
        fake.Server.GiveSticky(GoTask(onlyNew: true));
        await fake.Server.NextAsync<RespondWorkflowTaskFailedRequest>();
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task FailedTask_IsReportedTheFirstTimeOnly(int attempt, bool reported)
    {
        await using var fake = Start();
        var broken = TaskFromStart();
        broken.WorkflowType.Name = "Nobody";
        broken.WorkflowExecution.RunId = "another";
        broken.Attempt = attempt;
        fake.Server.Give(broken);
        await fake.Logs.WaitForAsync(eventId: 40, TimeSpan.FromSeconds(20));
        fake.Server.Give(TaskFromStart());
        if (reported)
        {
            await fake.Server.NextAsync<RespondWorkflowTaskFailedRequest>();
        }
        await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
    }

    [Fact]
    public async Task Shutdown_SaysGoodbyeToTheQueueOfItsOwn()
    {
        await using var fake = Start();
        fake.Server.Give(TaskFromStart());
        var done = await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        fake.Server.ForgetsStickyQueues = false;
        var stopping = fake.StopAsync();
        var goodbye = await fake.Server.NextAsync<ShutdownWorkerRequest>();
        Assert.Equal(done.StickyAttributes.WorkerTaskQueue.Name, goodbye.StickyTaskQueue);

        // A server that does not return the polls: they are cut off after a while.
        await fake.Time.WaitForTimerAsync(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        fake.Time.Advance(TimeSpan.FromSeconds(2));
        await stopping;
        Assert.Equal(0, fake.Server.OpenPolls);
    }

    [Fact]
    public async Task Shutdown_WithADeadServer_DoesNotWaitForIt()
    {
        await using var fake = Start();
        fake.Server.Fail<ShutdownWorkerRequest>(StatusCode.Unavailable);
        await fake.StopAsync();
    }

    private static FakeWorker Start(int cached = 10) => FakeWorker.Start(o =>
    {
        o.MaxCachedWorkflows = cached;
        o.DebugMode = true;
        o.AddWorkflow<Waiter>();
    });

    private static bool Closes(RespondWorkflowTaskCompletedRequest request) =>
        request.Commands.Any(c => c.CommandType == CommandType.CompleteWorkflowExecution);

    private PollWorkflowTaskQueueResponse TaskFromStart() => Poll(history.Events);

    private PollWorkflowTaskQueueResponse TaskBeforeGo()
    {
        var first = new HistoryBuilder().Started("Waiter").OpenTask();
        var task = Poll(first.Events);
        task.PreviousStartedEventId = 0;
        task.StartedEventId = first.StartedId;
        return task;
    }

    // The task after the one that is open, for a signal that has arrived.
    private PollWorkflowTaskQueueResponse GoTask(bool onlyNew)
    {
        var previous = history.StartedId;
        history.TaskCompleted().Signaled("Go").OpenTask();
        return Poll(onlyNew ? history.Events.Where(e => e.EventId > previous) : history.Events);
    }

    private PollWorkflowTaskQueueResponse Question()
    {
        var task = Poll([]);
        task.Query = new() { QueryType = "Went" };
        task.PreviousStartedEventId = history.StartedId;
        task.StartedEventId = 0;
        return task;
    }

    private PollWorkflowTaskQueueResponse Poll(IEnumerable<Temporalio.Api.History.V1.HistoryEvent> events) => new()
    {
        TaskToken = ByteString.CopyFromUtf8("token"),
        WorkflowExecution = new() { WorkflowId = "workflow", RunId = HistoryBuilder.RunId },
        WorkflowType = new() { Name = "Waiter" },
        Attempt = 1,
        PreviousStartedEventId = history.PreviousStartedId,
        StartedEventId = history.StartedId,
        History = new() { Events = { events } },
    };

    [Workflow]
    public class Waiter
    {
        private bool went;
        private DateTime at;

        [WorkflowRun]
        public async Task<string> RunAsync()
        {
            await Workflow.WaitConditionAsync(() => went);
            return at.ToString("O");
        }

        [WorkflowSignal]
        public async Task GoAsync()
        {
            went = true;
            at = Workflow.UtcNow;
            await Task.CompletedTask;
        }

        [WorkflowQuery]
        public bool Went() => went;
    }
}
