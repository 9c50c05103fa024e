using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Sdk.Tests.Replay;
using Sdk.Tests.Worker.Fakes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;
using Temporalio.Worker;
using Temporalio.Workflows;

namespace Sdk.Tests.Workflows;

/// <summary>Workflow code that hands work to others than its own scheduler fails its task, at once and in words.</summary>
public sealed class CallTracingTests
{
    private const string Elsewhere = "Task during workflow run was not scheduled on workflow scheduler";
    private const string Transfer = "Workflow attempted to perform a thread transfer task which is non-deterministic";
    private readonly HistoryBuilder history = new();

    [Theory]
    [InlineData("delay", Transfer)]
    [InlineData("wait with timeout", Transfer)]
    [InlineData("cancel after", Transfer)]
    [InlineData("run", Elsewhere)]
    [InlineData("start elsewhere", Elsewhere)]
    [InlineData("continue elsewhere", Elsewhere)]
    [InlineData("commands where tracing is off", "Function during tracing event listener disabling created workflow commands")]
    public async Task Call_ThatLeavesTheScheduler_FailsTheTask(string call, string message)
    {
        await using var fake = Start();
        fake.Server.Give(TaskOf(call));

        var failed = await fake.Server.NextAsync<RespondWorkflowTaskFailedRequest>();

        Assert.Contains(message, failed.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(WorkflowTaskFailedCause.WorkflowWorkerUnhandledFailure, failed.Cause);
        Assert.Contains(nameof(Caller), failed.Failure.StackTrace, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start here")]
    [InlineData("continue here")]
    [InlineData("any of three")]
    [InlineData("run where tracing is off")]
    [InlineData("log to a pool")]
    [InlineData("give way")]
    public async Task Call_ThatStays_IsFine(string call)
    {
        await using var fake = Start();
        fake.Server.Give(TaskOf(call));

        var done = await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();

        Assert.Equal(CommandType.CompleteWorkflowExecution, Assert.Single(done.Commands).CommandType);
    }

    [Fact]
    public async Task Worker_WithoutTheListener_LetsTheCallPass()
    {
        await using var fake = Start(disabled: true);
        fake.Server.Give(TaskOf("run and wait"));

        var done = await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();

        Assert.Equal(CommandType.CompleteWorkflowExecution, Assert.Single(done.Commands).CommandType);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replay_OfSuchACall_FailsUnlessTheListenerIsOff(bool disabled)
    {
        history.Started(nameof(Caller), "run and wait").OpenTask();
        var replayer = new WorkflowReplayer(
            new WorkflowReplayerOptions { DisableWorkflowTracingEventListener = disabled, DebugMode = true }.AddWorkflow<Caller>());

        var result = await replayer.ReplayWorkflowAsync(new("wf", history.Events), throwOnReplayFailure: false);

        if (disabled)
        {
            Assert.Null(result.ReplayFailure);
        }
        else
        {
            var failure = Assert.IsType<InvalidWorkflowSchedulerException>(result.ReplayFailure!.InnerException);
            Assert.Contains(Elsewhere, failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Query_ThatLeavesTheScheduler_FailsAndTheRunGoesOn()
    {
        await using var fake = Start();
        var task = TaskOf("ask");
        fake.Server.Give(task);
        await fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        history.TaskCompleted();
        fake.Server.OnHistory = _ => new() { History = new() { Events = { history.Events } } };
        foreach (var (query, expected) in new[]
        {
            ("bad", QueryResultType.Failed),
            ("good", QueryResultType.Answered),
        })
        {
            var question = task.Clone();
            question.History = new();
            question.PreviousStartedEventId = history.PreviousStartedId;
            question.StartedEventId = 0;
            question.Query = new() { QueryType = query };
            fake.Server.GiveSticky(question);

            Assert.Equal(expected, (await fake.Server.NextAsync<RespondQueryTaskCompletedRequest>()).CompletedType);
        }
    }

    private static FakeWorker Start(bool disabled = false) => FakeWorker.Start(options =>
    {
        options.AddWorkflow<Caller>().DisableWorkflowTracingEventListener = disabled;
        options.LoggerFactory = new PoolLoggers();
    });

    private PollWorkflowTaskQueueResponse TaskOf(string call)
    {
        history.Started(nameof(Caller), call).OpenTask();
        return new()
        {
            TaskToken = ByteString.CopyFromUtf8("token"),
            WorkflowExecution = new() { WorkflowId = "wf", RunId = HistoryBuilder.RunId },
            WorkflowType = new() { Name = nameof(Caller) },
            StartedEventId = history.StartedId,
            Attempt = 1,
            History = new() { Events = { history.Events } },
        };
    }

    [Workflow]
    public class Caller
    {
        [WorkflowRun]
        public async Task RunAsync(string call)
        {
            var three = new[] { Task.FromResult(1), Task.FromResult(2), Task.FromResult(3) };
            await (call switch
            {
                "delay" => Task.Delay(TimeSpan.FromHours(1)),
                "wait with timeout" => Workflow.DelayAsync(TimeSpan.FromHours(2)).WaitAsync(TimeSpan.FromHours(1)),
                "cancel after" => CancelAfterAsync(),
                "run" => Task.Run(() => { }),
                "start elsewhere" => Task.Factory.StartNew(() => { }, default, default, TaskScheduler.Default),
                "continue elsewhere" => Task.CompletedTask.ContinueWith(_ => { }, TaskScheduler.Default),
                "commands where tracing is off" =>
                    Workflow.Unsafe.WithTracingEventListenerDisabled(() => Workflow.DelayAsync(TimeSpan.FromHours(1))),
                "start here" => Task.Factory.StartNew(
                    () => Assert.True(Workflow.InWorkflow), default, default, TaskScheduler.Current),
                "continue here" => Task.CompletedTask.ContinueWith(_ => { }, TaskScheduler.Current),
                "any of three" => Workflow.WhenAnyAsync(three),
                "run where tracing is off" => Blocking(),
                "log to a pool" => Log(),
                "give way" => GiveWayAsync(),
                "run and wait" => BlockingSeen(),
                "ask" => Workflow.WaitConditionAsync(() => false),
                _ => throw new ArgumentException(call),
            });
        }

        [WorkflowQuery("bad")]
        public int Bad() => Task.Run(() => 1).GetAwaiter().GetResult();

        [WorkflowQuery("good")]
        public int Good() => 1;

        private static Task CancelAfterAsync()
        {
            using var source = new CancellationTokenSource(TimeSpan.FromHours(1));
            return Task.CompletedTask;
        }

        private static void Block() => Task.Run(() => { }).GetAwaiter().GetResult();

        private static Task Blocking()
        {
            Workflow.Unsafe.WithTracingEventListenerDisabled(Block);
            return Task.CompletedTask;
        }

        private static Task BlockingSeen()
        {
            Block();
            return Task.CompletedTask;
        }

        private static Task Log()
        {
            Workflow.Logger.LogInformation("Seen");
            return Task.CompletedTask;
        }

        private static async Task GiveWayAsync()
        {
            await Task.Yield();
            Assert.True(Workflow.InWorkflow);
        }
    }

    /// <summary>Writes on the pool, as loggers do that go to files or networks.</summary>
    private sealed class PoolLoggers : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) => Task.Run(() => formatter(state, exception)).GetAwaiter().GetResult();

        public void Dispose()
        {
        }
    }
}
