using Google.Protobuf;
using Sdk.Tests.Converters;
using Sdk.Tests.Worker.Fakes;
using Temporalio.Activities;
using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Worker.Interceptors;
using static Temporalio.Exceptions.RpcException;

namespace Sdk.Tests.Worker.ActivityTasks;

public sealed class ActivityWorkerTests
{
    private static readonly TimeSpan HeartbeatTimeout = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Task_OfARegisteredActivity_IsCompleted()
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("Add")] (int a, int b) => a + b));
        fake.Server.Give(FakeWorker.ActivityTask("Add", [1, 2, "surplus"]));
        var done = await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
        Assert.Equal(3, DataConverter.Default.PayloadConverter.ToValue<int>(done.Result.Payloads_.Single()));
        Assert.Equal("token of Add", done.TaskToken.ToStringUtf8());
        Assert.Equal("space", done.Namespace);
        Assert.Equal("me", done.Identity);
    }

    [Fact]
    public async Task Task_OfNothingReturned_CompletesWithNull()
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("Void")] async () => await Task.Yield()));
        fake.Server.Give(FakeWorker.ActivityTask("Void"));
        var done = await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
        Assert.Equal("binary/null", done.Result.Payloads_.Single().Metadata["encoding"].ToStringUtf8());
    }

    [Theory]
    [InlineData("Unknown", "NotFoundError", "available activities: Throws")]
    [InlineData("Throws", "InvalidOperationException", "on purpose")]
    public async Task Task_ThatFails_ReportsTypeAndMessage(string activity, string type, string message)
    {
        await using var fake = FakeWorker.Start(
            o => o.AddActivity([Activity("Throws")] (int _) => { throw new InvalidOperationException("on purpose"); }));
        fake.Server.Give(FakeWorker.ActivityTask(activity, [1]));
        var failed = await fake.Server.NextAsync<RespondActivityTaskFailedRequest>();
        Assert.Equal(type, failed.Failure.ApplicationFailureInfo.Type);
        Assert.False(failed.Failure.ApplicationFailureInfo.NonRetryable);
        Assert.Contains(message, failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_WithHeadersAndACodec_ShowsThemDecodedToInterceptors()
    {
        var seen = new HeaderWatcher();
        await using var fake = FakeWorker.Start(
            o =>
            {
                o.AddActivity([Activity("Void")] () => { });
                o.Interceptors = [seen];
            },
            converter: DataConverter.Default with { PayloadCodec = new ReversingCodec() });
        var task = FakeWorker.ActivityTask("Void");
        task.Header = new();
        task.Header.Fields["who"] = await new ReversingCodec().EncodeSingleAsync(
            DataConverter.Default.PayloadConverter.ToPayload("lead"));
        fake.Server.Give(task);
        await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
        Assert.Equal("lead", DataConverter.Default.PayloadConverter.ToValue<string>(seen.Headers!["who"]));
    }

    [Fact]
    public async Task Task_WithTooFewArguments_Fails()
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("Add")] (int a, int b) => a + b));
        fake.Server.Give(FakeWorker.ActivityTask("Add", [1]));
        var failed = await fake.Server.NextAsync<RespondActivityTaskFailedRequest>();
        Assert.Contains("given 1 parameter(s) but more than that are required by the signature: 2", failed.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_OfAnyTypeWithADynamicActivity_GetsRawValues()
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity(Dynamic = true)] (IRawValue[] args) =>
            ActivityExecutionContext.Current.Info.ActivityType + args.Length));
        fake.Server.Give(FakeWorker.ActivityTask("Anything", [1, 2]));
        var done = await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
        Assert.Equal("Anything2", DataConverter.Default.PayloadConverter.ToValue<string>(done.Result.Payloads_.Single()));
    }

    [Fact]
    public async Task Result_ThatDoesNotArrive_IsSentAgainUntilItDoes()
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("One")] () => 1));
        fake.Server.Fail<RespondActivityTaskCompletedRequest>(StatusCode.Unavailable, times: 3);
        fake.Server.Give(FakeWorker.ActivityTask("One"));
        for (var i = 0; i < 3; i++)
        {
            await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
            await fake.Time.WaitForTimerAsync(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            fake.Time.Advance(TimeSpan.FromSeconds(1));
        }
        await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
        await fake.StopAsync();
        Assert.False(fake.Server.Told.TryRead(out _));
    }

    [Theory]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.InvalidArgument)]
    public async Task Result_ThatTheServerRefuses_IsNotSentAgain(StatusCode code)
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("One")] () => 1));
        fake.Server.Fail<RespondActivityTaskCompletedRequest>(code);
        fake.Server.Give(FakeWorker.ActivityTask("One"));
        await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
        await fake.StopAsync();
        Assert.False(fake.Server.Told.TryRead(out _));
    }

    [Fact]
    public async Task Heartbeat_AnsweredWithACancelRequest_CancelsAndReportsDetails()
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("Long")] async () =>
        {
            var context = ActivityExecutionContext.Current;
            context.Heartbeat("step 1");
            await UntilCancelledAsync(context);
            Assert.Equal(ActivityCancelReason.CancelRequested, context.CancelReason);
            Assert.True(context.CancellationDetails!.IsCancelRequested);
            context.CancellationToken.ThrowIfCancellationRequested();
        }));
        fake.Server.OnHeartbeat = _ => new() { CancelRequested = true, ActivityPaused = true };
        fake.Server.Give(FakeWorker.ActivityTask("Long", heartbeat: HeartbeatTimeout));
        var heartbeat = await fake.Server.NextAsync<RecordActivityTaskHeartbeatRequest>();
        Assert.Equal("space", heartbeat.Namespace);
        await fake.Server.NextAsync<RespondActivityTaskCanceledRequest>();
    }

    [Fact]
    public async Task Heartbeat_OfAnAttemptThatIsGone_CancelsAndReportsNothing()
    {
        var ended = new TaskCompletionSource<ActivityCancelReason>();
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("Long")] async () =>
        {
            ActivityExecutionContext.Current.Heartbeat();
            await UntilCancelledAsync(ActivityExecutionContext.Current);
            ended.SetResult(ActivityExecutionContext.Current.CancelReason);
        }));
        fake.Server.Fail<RecordActivityTaskHeartbeatRequest>(StatusCode.NotFound);
        fake.Server.Give(FakeWorker.ActivityTask("Long", heartbeat: HeartbeatTimeout));
        Assert.Equal(ActivityCancelReason.GoneFromServer, await ended.Task.WaitAsync(TimeSpan.FromSeconds(20)));
        await fake.StopAsync();
        await fake.Server.NextAsync<RecordActivityTaskHeartbeatRequest>();
        Assert.False(fake.Server.Told.TryRead(out _));
    }

    [Fact]
    public async Task Failure_RightAfterAHeartbeat_FlushesTheDetailsFirst()
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("Fails")] () =>
        {
            ActivityExecutionContext.Current.Heartbeat(1);
            ActivityExecutionContext.Current.Heartbeat(2);
            throw new InvalidOperationException("on purpose");
        }));
        fake.Server.Give(FakeWorker.ActivityTask("Fails", heartbeat: HeartbeatTimeout));
        var last = await fake.Server.NextAsync<RecordActivityTaskHeartbeatRequest>();
        if (Number(last) == 1)
        {
            last = await fake.Server.NextAsync<RecordActivityTaskHeartbeatRequest>();
        }
        Assert.Equal(2, Number(last));
        await fake.Server.NextAsync<RespondActivityTaskFailedRequest>();

        static int Number(RecordActivityTaskHeartbeatRequest request) =>
            DataConverter.Default.PayloadConverter.ToValue<int>(request.Details.Payloads_.Single());
    }

    [Fact]
    public async Task Heartbeat_ThatCannotBeConverted_FailsTheAttempt()
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("Bad")] async () =>
        {
            ActivityExecutionContext.Current.Heartbeat(new { Method = typeof(string) });
            await UntilCancelledAsync(ActivityExecutionContext.Current);
            ActivityExecutionContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }));
        fake.Server.Give(FakeWorker.ActivityTask("Bad", heartbeat: HeartbeatTimeout));
        var failed = await fake.Server.NextAsync<RespondActivityTaskFailedRequest>();
        Assert.Equal(nameof(NotSupportedException), failed.Failure.ApplicationFailureInfo.Type);
    }

    [Fact]
    public async Task Attempt_WhoseHeartbeatsNoLongerArrive_IsCancelledWhenTheServerHasGivenItUp()
    {
        var started = new TaskCompletionSource();
        var ended = new TaskCompletionSource<ActivityCancelReason>();
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("Cut off")] async () =>
        {
            started.SetResult();
            await UntilCancelledAsync(ActivityExecutionContext.Current);
            ended.SetResult(ActivityExecutionContext.Current.CancelReason);
        }));
        fake.Server.Give(FakeWorker.ActivityTask("Cut off", heartbeat: HeartbeatTimeout));
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20));
        fake.Time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.False(ended.Task.IsCompleted);
        fake.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(ActivityCancelReason.Timeout, await ended.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task Shutdown_WithAGracefulPeriod_TellsAtOnceAndCancelsAfterIt()
    {
        var started = new TaskCompletionSource();
        var told = new TaskCompletionSource();
        await using var fake = FakeWorker.Start(o =>
        {
            o.GracefulShutdownTimeout = TimeSpan.FromSeconds(30);
            o.AddActivity([Activity("Long")] async () =>
            {
                var context = ActivityExecutionContext.Current;
                using var registration = context.WorkerShutdownToken.Register(told.SetResult);
                started.SetResult();
                await UntilCancelledAsync(context);
                context.CancellationToken.ThrowIfCancellationRequested();
            });
        });
        fake.Server.Give(FakeWorker.ActivityTask("Long"));
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20));
        fake.BeginStop();
        await told.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await fake.Time.WaitForTimerAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        Assert.False(fake.Server.Told.TryRead(out _));
        Assert.False(fake.Execution.IsCompleted);
        fake.Time.Advance(TimeSpan.FromSeconds(30));
        var failed = await fake.Server.NextAsync<RespondActivityTaskFailedRequest>();
        Assert.Equal("WorkerShutdown", failed.Failure.ApplicationFailureInfo.Type);
        await fake.StopAsync();
        Assert.Equal(0, fake.Server.OpenPolls);
    }

    [Fact]
    public async Task Shutdown_WithADeadServer_TriesOnceMoreAndEnds()
    {
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("One")] () => 1));
        fake.Server.Fail<RespondActivityTaskCompletedRequest>(StatusCode.Unavailable, times: 1000);
        fake.Server.Give(FakeWorker.ActivityTask("One"));
        await fake.Server.NextAsync<RespondActivityTaskCompletedRequest>();
        await fake.StopAsync();
        Assert.Contains(fake.Logs.Entries, e => e.Text.Contains("is lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shutdown_OfAServerThatReturnsPolls_TakesTheTaskThatIsOnItsWay()
    {
        var server = new FakeServer
        {
            Description = new() { NamespaceInfo = new() { Capabilities = new() { WorkerPollCompleteOnShutdown = true } } },
        };
        server.OnShutdown = () => server.Give(FakeWorker.ActivityTask("One"));
        await using var fake = FakeWorker.Start(o => o.AddActivity([Activity("One")] () => 1), server);
        await server.PollBeganAsync();
        await fake.StopAsync();
        IMessage[] told = [await server.NextAsync(), await server.NextAsync()];
        Assert.Equal("queue", Assert.Single(told.OfType<ShutdownWorkerRequest>()).TaskQueue);
        Assert.Single(told.OfType<RespondActivityTaskCompletedRequest>());
    }

    private static async Task UntilCancelledAsync(ActivityExecutionContext context)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = context.CancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
    }

    private sealed class HeaderWatcher : IWorkerInterceptor
    {
        public IReadOnlyDictionary<string, Payload>? Headers { get; private set; }

        public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => new Inbound(this, nextInterceptor);

        private sealed class Inbound(HeaderWatcher owner, ActivityInboundInterceptor next) : ActivityInboundInterceptor(next)
        {
            public override Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
            {
                owner.Headers = input.Headers;
                return base.ExecuteActivityAsync(input);
            }
        }
    }
}
