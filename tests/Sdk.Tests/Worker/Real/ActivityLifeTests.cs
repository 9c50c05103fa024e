using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Exceptions;
using Temporalio.Workflows;
using Cancellation = Temporalio.Workflows.ActivityCancellationType;

namespace Sdk.Tests.Worker.Real;

/// <summary>Activities on the reference server.</summary>
public sealed class ActivityLifeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task Activity_ThatFails_IsRetriedUntilItWorks()
    {
        var run = await RealRun.ConnectAsync();
        var attempts = 0;
        await run.WithWorkerAsync(
            o => o.AddWorkflow<Caller>().AddActivity([Activity("act")] () =>
                ++attempts < 3
                    ? throw new ApplicationFailureException("not yet", nextRetryDelay: TimeSpan.FromMilliseconds(10))
                    : $"attempt {ActivityExecutionContext.Current.Info.Attempt}"),
            async () => Assert.Equal("attempt 3", await ExecuteAsync(run, new() { MaximumAttempts = 5 })));
    }

    [SkippableFact]
    public async Task Activity_ThatCannotBeRetried_FailsTheCallWithTypeAndDetails()
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(
            o => o.AddWorkflow<Caller>().AddActivity([Activity("act")] string () =>
                throw new ApplicationFailureException("refused", "Refusal", nonRetryable: true, details: [42])),
            async () =>
            {
                var e = await Assert.ThrowsAsync<WorkflowFailedException>(() => ExecuteAsync(run, new()));
                var activity = Assert.IsType<ActivityFailureException>(e.InnerException);
                var cause = Assert.IsType<ApplicationFailureException>(activity.InnerException);
                Assert.Equal("Refusal", cause.ErrorType);
                Assert.Equal(42, cause.Details.ElementAt<int>(0));
            });
    }

    [SkippableFact]
    public async Task Heartbeat_ThatStops_TimesOutAndTheNextAttemptSeesTheDetails()
    {
        var run = await RealRun.ConnectAsync();
        var gone = new TaskCompletionSource<ActivityCancelReason>();
        await run.WithWorkerAsync(
            o => o.AddWorkflow<Caller>().AddActivity([Activity("act")] async () =>
            {
                var context = ActivityExecutionContext.Current;
                if (context.Info.Attempt == 1)
                {
                    context.Heartbeat("half way");
                    await CancelledAsync(context);
                    gone.SetResult(context.CancelReason);
                    return "from the grave";
                }
                return await context.Info.HeartbeatDetailAtAsync<string>(0);
            }),
            async () =>
            {
                var result = await ExecuteAsync(
                    run, new() { MaximumAttempts = 2 }, heartbeat: TimeSpan.FromSeconds(1));
                Assert.Equal("half way", result);

                // The attempt that the server gave up learns it by its own clock, and its result goes nowhere.
                Assert.Equal(ActivityCancelReason.Timeout, await gone.Task.WaitAsync(Limit));
            });
    }

    [SkippableFact]
    public async Task Heartbeat_RightBeforeAFailure_ReachesTheNextAttempt()
    {
        var run = await RealRun.ConnectAsync();
        await run.WithWorkerAsync(
            o => o.AddWorkflow<Caller>().AddActivity([Activity("act")] async () =>
            {
                var context = ActivityExecutionContext.Current;
                if (context.Info.Attempt > 1)
                {
                    return await context.Info.HeartbeatDetailAtAsync<string>(0);
                }
                context.Heartbeat("first");
                context.Heartbeat("last");
                throw new InvalidOperationException("on purpose");
            }),
            async () => Assert.Equal("last", await ExecuteAsync(
                run, new() { InitialInterval = TimeSpan.FromMilliseconds(10) }, TimeSpan.FromSeconds(20))));
    }

    [SkippableTheory]
    [InlineData(Cancellation.TryCancel, true)]
    [InlineData(Cancellation.WaitCancellationCompleted, true)]
    [InlineData(Cancellation.Abandon, false)]
    public async Task Cancel_OfTheWorkflow_ReachesTheActivityAsAsked(Cancellation type, bool reaches)
    {
        var run = await RealRun.ConnectAsync();
        var started = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var ended = new TaskCompletionSource<ActivityCancelReason>();
        await run.WithWorkerAsync(
            o => o.AddWorkflow<Canceller>().AddActivity([Activity("act")] async () =>
            {
                var context = ActivityExecutionContext.Current;
                started.SetResult();

                // Without heartbeats an activity never hears of anything.
                using var heartbeats = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
                while (!context.CancellationToken.IsCancellationRequested && !release.Task.IsCompleted)
                {
                    context.Heartbeat();
                    await heartbeats.WaitForNextTickAsync();
                }
                ended.SetResult(context.CancelReason);
                context.CancellationToken.ThrowIfCancellationRequested();
                return "ran to its end";
            }),
            async () =>
            {
                var handle = await run.Client.StartWorkflowAsync((Canceller c) => c.RunAsync(type), run.Options());
                await started.Task.WaitAsync(Limit);
                await handle.CancelAsync();
                if (reaches)
                {
                    // A workflow that goes first takes its activity with it: then it is gone rather than cancelled.
                    var reason = await ended.Task.WaitAsync(Limit);
                    Assert.True(reason is ActivityCancelReason.CancelRequested or ActivityCancelReason.GoneFromServer);
                    Assert.True(
                        type != Cancellation.WaitCancellationCompleted || reason == ActivityCancelReason.CancelRequested);
                }
                Assert.Equal("cancelled", await handle.GetResultAsync());
                release.SetResult();
                await ended.Task.WaitAsync(Limit);
            });
    }

    [SkippableFact]
    public async Task Completion_ByAClient_EndsTheActivity()
    {
        var run = await RealRun.ConnectAsync();
        var token = new TaskCompletionSource<byte[]>();
        await run.WithWorkerAsync(
            o => o.AddWorkflow<Caller>().AddActivity([Activity("act")] string () =>
            {
                token.SetResult(ActivityExecutionContext.Current.Info.TaskToken);
                throw new CompleteAsyncException();
            }),
            async () =>
            {
                var result = ExecuteAsync(run, new());
                await run.Client.GetAsyncActivityHandle(await token.Task.WaitAsync(Limit)).CompleteAsync("by hand");
                Assert.Equal("by hand", await result);
            });
    }

    [SkippableFact]
    public async Task Shutdown_WaitsForActivitiesAndThenCancelsThem()
    {
        var run = await RealRun.ConnectAsync();
        var started = new TaskCompletionSource();
        await using (var worker = run.StartWorker(o =>
        {
            o.GracefulShutdownTimeout = TimeSpan.FromMilliseconds(200);
            o.AddWorkflow<Caller>().AddActivity([Activity("act")] async () =>
            {
                started.TrySetResult();
                await CancelledAsync(ActivityExecutionContext.Current);
                Assert.True(ActivityExecutionContext.Current.WorkerShutdownToken.IsCancellationRequested);
                ActivityExecutionContext.Current.CancellationToken.ThrowIfCancellationRequested();
                return string.Empty;
            });
        }))
        {
            var handle = await run.Client.StartWorkflowAsync(
                (Caller c) => c.RunAsync(new() { MaximumAttempts = 2 }, null), run.Options());
            await started.Task.WaitAsync(Limit);
            await worker.StopAsync();

            // The server knows at once, and gives the second attempt to the next worker.
            await run.WithWorkerAsync(
                o => o.AddWorkflow<Caller>().AddActivity([Activity("act")] () => "next worker"),
                async () => Assert.Equal("next worker", await handle.GetResultAsync()));
        }
    }

    [SkippableFact]
    public async Task Context_InAnActivity_KnowsItsWorkflow()
    {
        var run = await RealRun.ConnectAsync();
        ActivityInfo? info = null;
        await run.WithWorkerAsync(
            o => o.AddWorkflow<Caller>().AddActivity([Activity("act")] async () =>
            {
                info = ActivityExecutionContext.Current.Info;
                var client = ActivityExecutionContext.Current.TemporalClient;
                var self = await client.GetWorkflowHandle(info.WorkflowId!).DescribeAsync();
                return self.WorkflowType;
            }),
            async () => Assert.Equal("Caller", await ExecuteAsync(run, new() { MaximumAttempts = 1 })));
        Assert.Equal("Caller", info!.WorkflowType);
        Assert.Equal("default", info.Namespace);
        Assert.Equal(run.Queue, info.TaskQueue);
        Assert.Equal("1", info.ActivityId);
        Assert.Equal(1, info.Attempt);
        Assert.Null(info.HeartbeatTimeout);
        Assert.Equal(TimeSpan.FromSeconds(60), info.StartToCloseTimeout);
        Assert.Equal(1, info.RetryPolicy!.MaximumAttempts);
        Assert.True(info.StartedTime >= info.CurrentAttemptScheduledTime);
    }

    private static Task<string> ExecuteAsync(RealRun run, RetryPolicy retry, TimeSpan? heartbeat = null) =>
        run.Client.ExecuteWorkflowAsync((Caller c) => c.RunAsync(retry, heartbeat), run.Options());

    private static async Task CancelledAsync(ActivityExecutionContext context)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = context.CancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
    }

    [Workflow]
    public class Caller
    {
        [WorkflowRun]
        public Task<string> RunAsync(RetryPolicy retry, TimeSpan? heartbeat) =>
            Workflow.ExecuteActivityAsync<string>("act", [], new()
            {
                StartToCloseTimeout = TimeSpan.FromSeconds(60),
                HeartbeatTimeout = heartbeat,
                RetryPolicy = retry,
            });
    }

    [Workflow]
    public class Canceller
    {
        [WorkflowRun]
        public async Task<string> RunAsync(Cancellation type)
        {
            try
            {
                return await Workflow.ExecuteActivityAsync<string>("act", [], new()
                {
                    StartToCloseTimeout = TimeSpan.FromSeconds(60),
                    HeartbeatTimeout = TimeSpan.FromSeconds(1),
                    CancellationType = type,
                });
            }
            catch (ActivityFailureException e) when (TemporalException.IsCanceledException(e))
            {
                return "cancelled";
            }
        }
    }
}
