using DirectedExecution.DevServer.Hosting;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.TestService.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;
using Tests.Support;
using Host = DirectedExecution.DevServer.Hosting.DevServer;

namespace DevServer.Tests.Hosting;

/// <summary>The test service over the wire, with a wall clock that stands still.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Disposed by IAsyncLifetime.")]
public sealed class TimeSkippingTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ManualTime clock = new();
    private Host server = null!;
    private RawClient client = null!;

    public async Task InitializeAsync()
    {
        server = await StartAsync(TimeSkippingMode.Locked);
        client = new RawClient(server.Address);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task GetCurrentTime_Untouched_IsTheWallClock()
    {
        Assert.Equal(clock.GetUtcNow(), await TimeAsync());
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(clock.GetUtcNow(), await TimeAsync());
    }

    [Fact]
    public async Task UnlockTimeSkippingWithSleep_NothingUnderWay_JumpsAndLocksAgain()
    {
        await SleepAsync("UnlockTimeSkippingWithSleep", TimeSpan.FromDays(30)).WaitAsync(Patience);

        Assert.Equal(clock.GetUtcNow().AddDays(30), await TimeAsync());
        var sleep = SleepAsync("Sleep", TimeSpan.FromSeconds(5));
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(6));
        Assert.False(sleep.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(5));
        await sleep.WaitAsync(Patience);
        Assert.Equal(clock.GetUtcNow().AddDays(30), await TimeAsync());
    }

    [Fact]
    public async Task SleepUntil_OneLockOfTwoTaken_WaitsForTheSecondUnlock()
    {
        await CallAsync<LockTimeSkippingResponse>("LockTimeSkipping", new LockTimeSkippingRequest());
        await UnlockAsync();
        var until = clock.GetUtcNow().AddYears(1);
        var sleep = CallAsync<SleepResponse>(
            "SleepUntil", new SleepUntilRequest { Timestamp = Timestamp.FromDateTimeOffset(until) });
        await clock.WaitForTimerAsync(TimeSpan.FromMinutes(59), TimeSpan.FromDays(366));
        Assert.False(sleep.IsCompleted);

        await UnlockAsync();
        await sleep.WaitAsync(Patience);
        Assert.Equal(until, await TimeAsync());
    }

    [Fact]
    public async Task Unlock_WithoutLock_IsRefused()
    {
        await UnlockAsync();

        var refusal = await Assert.ThrowsAsync<RawRpcException>(UnlockAsync);

        Assert.Equal(GrpcStatusCode.FailedPrecondition, refusal.Code);
    }

    [Fact]
    public async Task Sleep_NegativeOrMissing_IsRefused()
    {
        var negative = await Assert.ThrowsAsync<RawRpcException>(() => SleepAsync("Sleep", TimeSpan.FromSeconds(-1)));
        var missing = await Assert.ThrowsAsync<RawRpcException>(
            () => CallAsync<SleepResponse>("Sleep", new SleepRequest()));

        Assert.Equal(GrpcStatusCode.InvalidArgument, negative.Code);
        Assert.Equal(GrpcStatusCode.InvalidArgument, missing.Code);
    }

    [Fact]
    public async Task Skip_PollThatWaits_StaysOpen()
    {
        var poll = client.CallAsync<PollActivityTaskQueueResponse>(
            new PollActivityTaskQueueRequest { Namespace = "default", TaskQueue = new TaskQueue { Name = "q" } },
            TimeSpan.FromSeconds(70));
        await clock.WaitForTimerAsync(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(61));
        await SleepAsync("UnlockTimeSkippingWithSleep", TimeSpan.FromDays(1)).WaitAsync(Patience);

        Assert.False(poll.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True((await poll.WaitAsync(Patience)).TaskToken.IsEmpty);
    }

    /// <summary>An activity under way holds the time, so it has something to let go of while it sleeps.</summary>
    [Fact]
    public async Task UnlockTimeSkippingWithSleep_OfAnActivity_MissesItsHeartbeat()
    {
        await client.CallAsync<StartWorkflowExecutionResponse>(new StartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = "sleepy",
            WorkflowType = new() { Name = "T" },
            TaskQueue = new() { Name = "q" },
        });
        await WorkAsync(new Command
        {
            CommandType = CommandType.ScheduleActivityTask,
            ScheduleActivityTaskCommandAttributes = new()
            {
                ActivityId = "a",
                ActivityType = new() { Name = "act" },
                TaskQueue = new() { Name = "q" },
                ScheduleToCloseTimeout = new() { Seconds = 1000 },
                HeartbeatTimeout = new() { Seconds = 20 },
                RetryPolicy = new() { MaximumAttempts = 1 },
            },
        });
        await client.CallAsync<PollActivityTaskQueueResponse>(
            new PollActivityTaskQueueRequest { Namespace = "default", TaskQueue = new() { Name = "q" } });
        await UnlockAsync();
        var before = await TimeAsync();
        var sleep = SleepAsync("UnlockTimeSkippingWithSleep", TimeSpan.FromSeconds(40));
        var events = await WorkAsync(new Command
        {
            CommandType = CommandType.CompleteWorkflowExecution,
            CompleteWorkflowExecutionCommandAttributes = new(),
        });
        var timedOut = Assert.Single(events, read => read.EventType == EventType.ActivityTaskTimedOut);
        Assert.Equal(
            TimeoutType.Heartbeat,
            timedOut.ActivityTaskTimedOutEventAttributes.Failure.TimeoutFailureInfo.TimeoutType);
        await sleep.WaitAsync(Patience);
        Assert.Equal(before.AddSeconds(40), await TimeAsync());
        await CallAsync<LockTimeSkippingResponse>("LockTimeSkipping", new LockTimeSkippingRequest());
        await UnlockAsync();
    }

    /// <summary>The times of a schedule are skipped to as timers are; what it starts holds the time again.</summary>
    [Fact]
    public async Task Sleep_AcrossTheTimesOfASchedule_StopsAtEach()
    {
        await client.CallAsync<CreateScheduleResponse>(new CreateScheduleRequest
        {
            Namespace = "default",
            ScheduleId = "daily",
            RequestId = "create",
            Schedule = new()
            {
                Spec = new() { Interval = { new IntervalSpec { Interval = new() { Seconds = 86_400 } } } },
                State = new() { LimitedActions = true, RemainingActions = 2 },
                Action = new()
                {
                    StartWorkflow = new()
                    {
                        WorkflowId = "job",
                        WorkflowType = new() { Name = "T" },
                        TaskQueue = new() { Name = "q" },
                    },
                },
            },
        });
        var sleep = SleepAsync("UnlockTimeSkippingWithSleep", TimeSpan.FromDays(30));
        foreach (var day in new[] { 1, 2 })
        {
            var events = await WorkAsync(new Command
            {
                CommandType = CommandType.CompleteWorkflowExecution,
                CompleteWorkflowExecutionCommandAttributes = new(),
            });
            Assert.Equal(clock.GetUtcNow().Date.AddDays(day), events[0].EventTime.ToDateTime());
        }

        await sleep.WaitAsync(Patience);
        var found = await client.CallAsync<DescribeScheduleResponse>(
            new DescribeScheduleRequest { Namespace = "default", ScheduleId = "daily" });
        Assert.Equal((2L, 0L), (found.Info.ActionCount, found.Schedule.State.RemainingActions));
    }

    [Fact]
    public async Task Unlocked_FromTheStart_SkipsForASleep()
    {
        await using var unlocked = await StartAsync(TimeSkippingMode.Unlocked);
        using var other = new RawClient(unlocked.Address);

        await CallAsync<SleepResponse>(
            "Sleep", new SleepRequest { Duration = Duration.FromTimeSpan(TimeSpan.FromDays(3)) }, other).WaitAsync(Patience);
    }

    [Fact]
    public async Task TestService_ServerWithoutTimeSkipping_IsNotThere()
    {
        await using var plain = await StartAsync(TimeSkippingMode.Off);
        using var other = new RawClient(plain.Address);

        var refusal = await Assert.ThrowsAsync<RawRpcException>(
            () => CallAsync<GetCurrentTimeResponse>("GetCurrentTime", new Empty(), other));

        Assert.Equal(GrpcStatusCode.Unimplemented, refusal.Code);
    }

    [Fact]
    public void Validate_TimeSkippingInAFile_IsRefused()
    {
        var options = new DevServerOptions { TimeSkipping = TimeSkippingMode.Locked, DbFilename = "run.db" };

        var refusal = Assert.Throws<DevServerException>(options.Validate);

        Assert.StartsWith("--time-skipping:", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TimeSkippingMode.Locked, "4711")]
    [InlineData(TimeSkippingMode.Unlocked, "4711", "--enable-time-skipping")]
    [InlineData(TimeSkippingMode.Locked, "server", "start-dev", "--time-skipping", "-p", "4711")]
    [InlineData(TimeSkippingMode.Off, "server", "start-dev", "-p", "4711")]
    public void Arguments_OfTheTestServer_SayWhetherTimeSkips(object mode, params string[] arguments)
    {
        var options = StartDevArguments.Parse(arguments).Options;

        Assert.Equal((4711, (TimeSkippingMode)mode), (options.Port, options.TimeSkipping));
    }

    private Task<Host> StartAsync(TimeSkippingMode mode) => Host.StartAsync(
        new DevServerOptions { Port = 0, TimeSkipping = mode }, NullLoggerFactory.Instance, clock);

    private async Task<DateTimeOffset> TimeAsync() =>
        (await CallAsync<GetCurrentTimeResponse>("GetCurrentTime", new Empty())).Time.ToDateTimeOffset();

    private Task<SleepResponse> SleepAsync(string method, TimeSpan span) =>
        CallAsync<SleepResponse>(method, new SleepRequest { Duration = Duration.FromTimeSpan(span) });

    /// <summary>Takes the next workflow task, answers with the command, and gives the history that it had.</summary>
    private async Task<IReadOnlyList<HistoryEvent>> WorkAsync(Command command)
    {
        var task = await client.CallAsync<PollWorkflowTaskQueueResponse>(
            new PollWorkflowTaskQueueRequest { Namespace = "default", TaskQueue = new() { Name = "q" } });
        await client.CallAsync<RespondWorkflowTaskCompletedResponse>(new RespondWorkflowTaskCompletedRequest
        {
            Namespace = "default",
            TaskToken = task.TaskToken,
            Commands = { command },
        });
        return task.History.Events;
    }

    private Task UnlockAsync() =>
        CallAsync<UnlockTimeSkippingResponse>("UnlockTimeSkipping", new UnlockTimeSkippingRequest());

    private async Task<TReply> CallAsync<TReply>(string method, Google.Protobuf.IMessage request, RawClient? to = null)
        where TReply : Google.Protobuf.IMessage<TReply>, new()
    {
        var path = $"/temporal.api.testservice.v1.TestService/{method}";
        return (await (to ?? client).SendAsync(path, GrpcFrame.Write(request))).Read<TReply>();
    }
}
