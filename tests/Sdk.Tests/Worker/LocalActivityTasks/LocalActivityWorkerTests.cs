using Sdk.Tests.Converters;
using Sdk.Tests.Worker.Fakes;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Replay;
using Temporalio.Workflows;

namespace Sdk.Tests.Worker.LocalActivityTasks;

/// <summary>Local activities on a clock that stands still: what is retried, held, given up and given back.</summary>
public sealed class LocalActivityWorkerTests
{
    private const string Canceled =
        "ActivityFailureException(Local Activity cancelled) by CanceledFailureException";

    private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActivityExecutionContext? context;
    private int attempts;

    [Fact]
    public async Task Result_ComesInTheTaskThatAskedForIt()
    {
        await using var scene = new LocalScene(new(), o => o.AddActivity([Activity("Do")] (int n) => $"did {n}"));
        scene.Begin();
        var done = await scene.CompletedAsync();
        Assert.Equal("did 1", LocalScene.ResultOf(done));
        Assert.Equal("\"called\"", LocalScene.MarkersOf(done).Single().UserMetadata.Summary.Data.ToStringUtf8());
        Assert.False(done.ForceCreateNewWorkflowTask);
    }

    [Fact]
    public async Task Worker_ForLocalActivitiesOnly_PollsForNoOthers()
    {
        await using var scene = new LocalScene(new(), o =>
        {
            o.LocalActivityWorkerOnly = true;
            o.AddActivity([Activity("Do")] (int _) => "did");
        });
        scene.Begin();
        Assert.Equal("did", LocalScene.ResultOf(await scene.CompletedAsync()));
        await scene.Fake.StopAsync();
        var goodbye = Assert.IsType<ShutdownWorkerRequest>(await scene.Fake.Server.NextAsync());
        Assert.Equal([TaskQueueType.Workflow], goodbye.TaskQueueTypes);
    }

    [Fact]
    public async Task Context_OfALocalActivity_SaysWhoItIs()
    {
        await using var scene = new LocalScene(new() { Close = 40, Run = null }, o => o.AddActivity([Activity("Do")] (int _) =>
        {
            context = ActivityExecutionContext.Current;
            context.Heartbeat("goes nowhere");
            return "did";
        }));
        scene.Begin();
        await scene.CompletedAsync();
        var info = context!.Info;
        Assert.True(info.IsLocal);
        Assert.Equal(("1", "Do", 1), (info.ActivityId, info.ActivityType, info.Attempt));
        Assert.Equal(("workflow", "Caller", "queue", "space"), (info.WorkflowId, info.WorkflowType, info.TaskQueue, info.Namespace));
        Assert.Equal(TimeSpan.FromSeconds(40), info.StartToCloseTimeout);
        Assert.Null(info.HeartbeatTimeout);
        Assert.Equal(scene.Fake.Time.GetUtcNow().UtcDateTime, info.ScheduledTime);
        Assert.Empty(info.HeartbeatDetails);
        Assert.False(scene.Fake.Server.Told.TryPeek(out _));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(0)]
    public async Task Task_OutOfTime_IsAnsweredAndTheNextGoesOn(int cached)
    {
        await using var scene = new LocalScene(new(), o => o.AddActivity([Activity("Do")] (int _) => answer.Task), cached: cached);
        scene.Fake.Server.OnWorkflowTaskCompleted = request => request.ReturnNewWorkflowTask && request.ForceCreateNewWorkflowTask ? FollowUp(scene) : new();
        scene.Begin();
        await scene.PassAsync(8);
        var beat = await scene.Fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        Assert.Empty(beat.Commands);
        Assert.True(beat.ForceCreateNewWorkflowTask);
        Assert.True(beat.ReturnNewWorkflowTask);
        Assert.Equal(cached > 0, beat.StickyAttributes is not null);
        await scene.PassAsync(8);
        Assert.True((await scene.Fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>()).ForceCreateNewWorkflowTask);
        answer.SetResult("late");
        var done = await scene.Fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        Assert.Equal("late", LocalScene.ResultOf(done));
        Assert.False(done.ForceCreateNewWorkflowTask);
    }

    [Fact]
    public async Task Failure_IsRetriedInTheWorkerAndCounted()
    {
        await using var scene = new LocalScene(new(), o => o.AddActivity([Activity("Do")] (int _) => ++attempts < 4
            ? throw new ApplicationFailureException("not yet")
            : $"did {ActivityExecutionContext.Current.Info.Attempt}"));
        scene.Fake.Server.OnWorkflowTaskCompleted = request => request.ReturnNewWorkflowTask && request.ForceCreateNewWorkflowTask ? FollowUp(scene) : new();
        scene.Begin();
        await scene.PassAsync(1);
        await scene.PassAsync(2);
        await scene.PassAsync(4);
        var done = await scene.CompletedAsync();
        Assert.Equal("did 4", LocalScene.ResultOf(done));
        Assert.Contains("\"attempt\":4,", DataOf(done), StringComparison.Ordinal);
        Assert.Equal(0u, done.MeteringMetadata.NonfirstLocalActivityExecutionAttempts);
    }

    [Fact]
    public async Task Retries_InLaterTasks_AreMetered()
    {
        await using var scene = new LocalScene(new(), o => o.AddActivity([Activity("Do")] string (int _) =>
            throw new ApplicationFailureException($"{++attempts}")));
        scene.Fake.Server.OnWorkflowTaskCompleted = request => request.ReturnNewWorkflowTask && request.ForceCreateNewWorkflowTask ? FollowUp(scene) : new();
        scene.Begin();
        await scene.PassAsync(1);
        await scene.PassAsync(2);
        await scene.PassAsync(4);

        // The fourth wait, of 8 seconds, goes on over the end of the task.
        await WaitForAsync(scene, 8);
        await scene.PassAsync(1);
        var beat = await scene.Fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        Assert.Equal(0u, beat.MeteringMetadata.NonfirstLocalActivityExecutionAttempts);
        await WaitForAsync(scene, 8);
        await scene.PassAsync(7);
        await WaitForAsync(scene, 16);
        await scene.PassAsync(1);
        beat = await scene.Fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        Assert.Equal(1u, beat.MeteringMetadata.NonfirstLocalActivityExecutionAttempts);
    }

    [Fact]
    public async Task Backoff_BeyondTheThreshold_IsATimerOfTheWorkflow()
    {
        await using var scene = new LocalScene(
            new() { Threshold = 0.5, Close = 100 },
            o => o.AddActivity([Activity("Do")] (int _) => ++attempts < 2
                ? throw new ApplicationFailureException("not yet")
                : $"did {ActivityExecutionContext.Current.Info.Attempt}"));
        scene.Begin();
        var done = await scene.CompletedAsync();
        Assert.Equal(
            [CommandType.RecordMarker, CommandType.StartTimer], done.Commands.Select(c => c.CommandType));
        Assert.Contains("\"backoff\":{\"seconds\":1,\"nanos\":0}", DataOf(done), StringComparison.Ordinal);
        Assert.Equal("not yet", LocalScene.MarkersOf(done).Single().RecordMarkerCommandAttributes.Failure.Message);
        Assert.Equal("\"LocalActivityBackoff\"", done.Commands[1].UserMetadata.Summary.Data.ToStringUtf8());
        scene.Next(h => h.TimerFired());
        var next = await scene.CompletedAsync();
        Assert.Equal("did 2", LocalScene.ResultOf(next));
        Assert.Contains("{\"seq\":2,\"attempt\":2,\"activity_id\":\"2\"", DataOf(next), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CloseTimeout_AcrossABackoffByATimer_CountsFromTheFirstCall()
    {
        await using var scene = new LocalScene(
            new() { Threshold = 0.5, Close = 3 },
            o => o.AddActivity([Activity("Do")] string (int _) => throw new ApplicationFailureException($"{++attempts}")));
        scene.Begin();
        await scene.CompletedAsync();
        scene.Fake.Time.Advance(TimeSpan.FromSeconds(3));
        scene.Next(h => h.TimerFired());
        Assert.Equal(
            "ActivityFailureException(Local Activity timed out) by TimeoutFailureException(Activity timed out)",
            LocalScene.ResultOf(await scene.CompletedAsync()));
        Assert.Equal(1, attempts);
    }

    [Theory]
    [InlineData(null, 5.0, TimeoutType.StartToClose)]
    [InlineData(5.0, null, TimeoutType.ScheduleToClose)]
    [InlineData(5.0, 50.0, TimeoutType.ScheduleToClose)]
    public async Task Code_OutOfTime_IsToldAndNotWaitedFor(double? close, double? run, TimeoutType type)
    {
        await using var scene = new LocalScene(
            new() { Close = close, Run = run, Attempts = 1 }, o => o.AddActivity([Activity("Do")] async (int _) =>
            {
                context = ActivityExecutionContext.Current;
                began.SetResult();
                return await answer.Task;
            }));
        scene.Begin();
        await began.Task;
        await scene.PassAsync(5);
        var done = await scene.CompletedAsync();
        Assert.Equal(
            "ActivityFailureException(Local Activity timed out) by TimeoutFailureException(Activity timed out)",
            LocalScene.ResultOf(done));
        Assert.Equal(
            type, LocalScene.MarkersOf(done).Single().RecordMarkerCommandAttributes.Failure.TimeoutFailureInfo.TimeoutType);
        Assert.Equal(ActivityCancelReason.Timeout, context!.CancelReason);
        answer.SetResult("nobody hears");
    }

    [Fact]
    public async Task RunTimeout_OfOneAttempt_IsRetried()
    {
        await using var scene = new LocalScene(new() { Run = 2 }, o => o.AddActivity([Activity("Do")] (int _) =>
            Interlocked.Increment(ref attempts) == 1 ? answer.Task : Task.FromResult("did")));
        scene.Begin();
        await scene.PassAsync(2);
        await scene.PassAsync(1);
        Assert.Equal("did", LocalScene.ResultOf(await scene.CompletedAsync()));
        answer.SetResult("nobody hears");
    }

    [Fact]
    public async Task Slot_ThatIsNotFree_IsWaitedForAsLongAsAsked()
    {
        await using var scene = new LocalScene(new() { Calls = 2, WaitForSlot = 3 }, o =>
        {
            o.MaxConcurrentLocalActivities = 1;
            o.AddActivity([Activity("Do")] (int _) => answer.Task);
        });
        scene.Begin();
        await scene.PassAsync(3);
        answer.SetResult("did");
        var done = await scene.CompletedAsync();
        Assert.Equal(
            "did ActivityFailureException(Local Activity timed out) by TimeoutFailureException(Activity timed out)",
            LocalScene.ResultOf(done));
        Assert.Contains(LocalScene.MarkersOf(done), m =>
            m.RecordMarkerCommandAttributes.Failure?.TimeoutFailureInfo.TimeoutType == TimeoutType.ScheduleToStart);
    }

    [Theory]
    [InlineData(ActivityCancellationType.TryCancel, true, true)]
    [InlineData(ActivityCancellationType.WaitCancellationCompleted, true, false)]
    [InlineData(ActivityCancellationType.Abandon, false, true)]
    public async Task Cancellation_OfCodeThatRuns_IsAskedForAndToldAsWanted(
        ActivityCancellationType type, bool isAsked, bool isToldAtOnce)
    {
        await using var scene = new LocalScene(
            new() { Cancellation = type }, o => o.AddActivity([Activity("Do")] async (int _) =>
            {
                context = ActivityExecutionContext.Current;
                began.SetResult();
                await answer.Task;
                context.CancellationToken.ThrowIfCancellationRequested();
                return "did";
            }));
        scene.Begin();
        await began.Task;
        await scene.PassAsync(8);
        Assert.True((await scene.CompletedAsync()).ForceCreateNewWorkflowTask);
        scene.Next(h => h.Signaled("Stop"));
        if (!isToldAtOnce)
        {
            await CanceledAsync();
            answer.SetResult(string.Empty);
        }

        // What is told at once ends the workflow, which does not wait for code that runs.
        var done = await scene.CompletedAsync();
        Assert.StartsWith(Canceled, LocalScene.ResultOf(done), StringComparison.Ordinal);
        Assert.NotNull(LocalScene.MarkersOf(done).Single().RecordMarkerCommandAttributes.Failure.CanceledFailureInfo);
        await CanceledAsync();
        Assert.Equal(ActivityCancelReason.CancelRequested, context!.CancelReason);
        Assert.Equal(!isAsked || isToldAtOnce, !DataOf(done).Contains("\"complete_time\":{", StringComparison.Ordinal));
        answer.TrySetResult(string.Empty);
    }

    [Fact]
    public async Task Cancellation_OfAWaitBetweenAttempts_EndsIt()
    {
        await using var scene = new LocalScene(
            new() { Cancellation = ActivityCancellationType.WaitCancellationCompleted },
            o => o.AddActivity([Activity("Do")] string (int _) =>
                throw new ApplicationFailureException("no", nextRetryDelay: TimeSpan.FromSeconds(30))));
        scene.Begin();
        await scene.Fake.Time.WaitForTimerAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        await scene.PassAsync(8);
        await scene.CompletedAsync();
        scene.Next(h => h.Signaled("Stop"));
        Assert.StartsWith(Canceled, LocalScene.ResultOf(await scene.CompletedAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_OfAWaitForASlot_EndsItUnrun()
    {
        await using var scene = new LocalScene(
            new() { Calls = 2, Cancellation = ActivityCancellationType.WaitCancellationCompleted }, o =>
            {
                o.MaxConcurrentLocalActivities = 1;
                o.AddActivity([Activity("Do")] async (int _) =>
                {
                    attempts++;
                    await Task.Delay(Timeout.Infinite, ActivityExecutionContext.Current.CancellationToken);
                    return "did";
                });
            });
        scene.Begin();
        await scene.PassAsync(8);
        await scene.CompletedAsync();
        scene.Next(h => h.Signaled("Stop"));
        var result = LocalScene.ResultOf(await scene.CompletedAsync());
        Assert.Equal(2, result.Split(Canceled).Length - 1);
        Assert.Equal(1, attempts);
    }

    [Fact]
    public async Task Workflow_ThatEnds_CancelsAndDropsWhatGoesOn()
    {
        await using var scene = new LocalScene(
            new() { Calls = 2, FirstWins = true }, o => o.AddActivity([Activity("Do")] async (int n) =>
            {
                if (n == 1)
                {
                    await began.Task;
                    return "first";
                }

                context = ActivityExecutionContext.Current;
                began.SetResult();
                return await answer.Task;
            }));
        scene.Begin();
        var done = await scene.CompletedAsync();
        Assert.Equal("first", LocalScene.ResultOf(done));
        Assert.Single(LocalScene.MarkersOf(done));
        Assert.False(done.ForceCreateNewWorkflowTask);
        await CanceledAsync();
        answer.SetResult("nobody hears");
    }

    [Fact]
    public async Task Run_ThatIsDropped_CancelsThemAndTheNextBeginsWhenTheyHaveEnded()
    {
        await using var scene = new LocalScene(new(), o => o.AddActivity([Activity("Do")] async (int _) =>
        {
            if (Interlocked.Increment(ref attempts) > 1)
            {
                return ended.Task.IsCompleted ? "again" : "too early";
            }

            context = ActivityExecutionContext.Current;
            began.SetResult();
            await answer.Task;
            ended.SetResult();
            return "nobody hears";
        }));
        scene.Begin();
        await began.Task;
        scene.Fake.Server.Fail<RespondWorkflowTaskCompletedRequest>(RpcException.StatusCode.NotFound);
        await scene.PassAsync(8);
        await scene.Fake.Server.NextAsync<RespondWorkflowTaskCompletedRequest>();
        await CanceledAsync();
        scene.NextFromStart(h => h.TaskTimedOut());
        answer.SetResult(string.Empty);
        Assert.Equal("again", LocalScene.ResultOf(await scene.CompletedAsync()));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    public async Task Worker_ThatStops_TakesTheResultsOfThoseThatEnd(int gracefulSeconds)
    {
        await using var scene = new LocalScene(new(), o =>
        {
            o.GracefulShutdownTimeout = TimeSpan.FromSeconds(gracefulSeconds);
            o.AddActivity([Activity("Do")] async (int _) =>
            {
                began.SetResult();
                var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                ActivityExecutionContext.Current.WorkerShutdownToken.Register(stopped.SetResult);
                await stopped.Task;
                return "done in time";
            });
        });
        scene.Begin();
        await began.Task;
        var stopping = scene.Fake.StopAsync();
        Assert.IsType<ShutdownWorkerRequest>(await scene.Fake.Server.NextAsync());
        Assert.Equal("done in time", LocalScene.ResultOf(await scene.CompletedAsync()));
        await stopping;
    }

    [Fact]
    public async Task Worker_ThatStops_GivesBackTheTasksOfThoseThatDoNotEnd()
    {
        await using var scene = new LocalScene(new(), o => o.AddActivity([Activity("Do")] async (int _) =>
        {
            context = ActivityExecutionContext.Current;
            began.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return "did";
        }));
        scene.Begin();
        await began.Task;
        var stopping = scene.Fake.StopAsync();
        Assert.IsType<ShutdownWorkerRequest>(await scene.Fake.Server.NextAsync());
        var done = await scene.CompletedAsync();
        Assert.Empty(done.Commands);
        Assert.True(done.ForceCreateNewWorkflowTask);
        Assert.False(done.ReturnNewWorkflowTask);
        Assert.Null(done.StickyAttributes);
        await stopping;
        Assert.Equal(ActivityCancelReason.WorkerShutdown, context!.CancelReason);
    }

    [Fact]
    public async Task Completion_ByAClient_IsRefused()
    {
        await using var scene = new LocalScene(
            new(), o => o.AddActivity([Activity("Do")] string (int _) => throw new CompleteAsyncException()));
        scene.Begin();
        Assert.Equal(
            "ApplicationFailureException(Local activities cannot be completed async)",
            LocalScene.ResultOf(await scene.CompletedAsync()));
    }

    [Fact]
    public async Task Type_ThatTheWorkerDoesNotHave_FailsTheTask()
    {
        await using var scene = new LocalScene(new(), o => o.AddActivity([Activity("Other")] () => { }));
        scene.Begin();
        var failed = await scene.Fake.Server.NextAsync<RespondWorkflowTaskFailedRequest>();
        Assert.Equal("Activity Do is not registered on this worker, available activities: Other", failed.Failure.Message);
    }

    [Fact]
    public async Task Type_OfAWorkerWithoutActivities_FailsTheTask()
    {
        await using var scene = new LocalScene(new(), _ => { });
        scene.Begin();
        var failed = await scene.Fake.Server.NextAsync<RespondWorkflowTaskFailedRequest>();
        Assert.Equal("Activity Do is not registered on this worker, no available activities.", failed.Failure.Message);
    }

    [Fact]
    public async Task Codec_StandsAroundArgumentsResultsAndFailures()
    {
        var codec = new ReversingCodec();
        await using var scene = new LocalScene(
            new() { Calls = 2, Attempts = 1 },
            o => o.AddActivity([Activity("Do")] (int n) => n == 1
                ? "did 1"
                : throw new ApplicationFailureException("no", details: ["why"])),
            DataConverter.Default with { PayloadCodec = codec });
        scene.Begin();
        var done = await scene.CompletedAsync();
        Assert.Equal("did 1 ApplicationFailureException(no)", LocalScene.ResultOf(done, codec));
        var markers = LocalScene.MarkersOf(done).Select(m => m.RecordMarkerCommandAttributes).ToList();
        var result = markers.Single(m => m.Failure is null).Details[LocalActivityMarker.ResultKey].Payloads_.Single();
        Assert.Equal("binary/reversed", result.Metadata["encoding"].ToStringUtf8());
        var details = markers.Single(m => m.Failure is not null).Failure.ApplicationFailureInfo.Details.Payloads_.Single();
        Assert.Equal("binary/reversed", details.Metadata["encoding"].ToStringUtf8());
    }

    private static RespondWorkflowTaskCompletedResponse FollowUp(LocalScene scene)
    {
        var previous = scene.History.StartedId;
        scene.History.TaskCompleted().OpenTask();
        return new()
        {
            WorkflowTask = new()
            {
                TaskToken = Google.Protobuf.ByteString.CopyFromUtf8("token"),
                WorkflowExecution = new() { WorkflowId = "workflow", RunId = Replay.HistoryBuilder.RunId },
                WorkflowType = new() { Name = "Caller" },
                Attempt = 1,
                PreviousStartedEventId = previous,
                StartedEventId = scene.History.StartedId,
                History = new() { Events = { scene.History.Events.Where(e => e.EventId > previous) } },
            },
        };
    }

    private static Task WaitForAsync(LocalScene scene, int seconds) =>
        scene.Fake.Time.WaitForTimerAsync(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds));

    private static string DataOf(RespondWorkflowTaskCompletedRequest done) => LocalScene.MarkersOf(done)[0]
        .RecordMarkerCommandAttributes.Details["data"].Payloads_.Single().Data.ToStringUtf8();

    private async Task CanceledAsync()
    {
        var canceled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = context!.CancellationToken.Register(canceled.SetResult);
        await canceled.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
