using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Limits;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Runtime.Metrics;
using Temporalio.Worker.Polling;
using Temporalio.Worker.WorkflowTasks;

namespace Temporalio.Worker.ActivityTasks;

/// <summary>Polls for activity attempts and carries them out, each in its own slot.</summary>
internal sealed class ActivityWorker : IEagerActivities, IDisposable
{
    private readonly WorkerSetup setup;
    private readonly ILogger logger;
    private readonly ActivityReporter reporter;
    private readonly ActivityInvoker invoker;
    private readonly PollSlots slots;
    private readonly PollerHealth health;
    private readonly CancellationTokenSource shutdown = new();
    private readonly ConcurrentDictionary<ActivityAttempt, Task> running = new();

    public ActivityWorker(WorkerSetup setup)
    {
        this.setup = setup;
        logger = setup.Logger;
        reporter = new(setup, logger);
        invoker = new(setup, logger);
        slots = new(
            setup.Options.MaxConcurrentActivities ?? TemporalWorkerOptions.DefaultSlots,
            twoKinds: false,
            setup.Metrics.ActivitySlots);
        health = new(logger, setup.TaskQueue);
    }

    /// <summary>Polls until stopped. Attempts under way go on; see <see cref="ShutdownAsync"/>.</summary>
    public Task PollAsync(PollStop stop)
    {
        var pacer = setup.Options.MaxActivitiesPerSecond is { } rate ? new PollPacer(rate) : null;
        var scale = setup.ScaleOf(setup.Options.ActivityTaskPollerBehavior);
        var polls = Enumerable.Range(0, setup.Options.MaxConcurrentActivityTaskPolls);
        return PollerGroup.RunAsync(
            together => polls.Select(_ => new Poller<PollActivityTaskQueueResponse>
            {
                Kind = PollKind.Normal,
                Slots = slots,
                PollAsync = token => PollOnceAsync(scale, token),
                Dispatch = task => Begin(task, isEager: false),
                Health = health,
                Time = setup.Time,
                Pacer = pacer,
                Scale = scale,
            }.RunAsync(together)),
            stop);
    }

    /// <summary>
    /// Tells the attempts under way that the worker shuts down, cancels those that are not done after the graceful
    /// period, and waits until all have ended and are reported.
    /// </summary>
    public async Task ShutdownAsync()
    {
        await shutdown.CancelAsync().ConfigureAwait(false);
        var all = Task.WhenAll(running.Values);
        if (setup.Options.GracefulShutdownTimeout > TimeSpan.Zero)
        {
            using var graceful = new CancellationTokenSource();
            var grace = Task.Delay(setup.Options.GracefulShutdownTimeout, setup.Time, graceful.Token);
            await Task.WhenAny(all, grace).ConfigureAwait(false);
            await graceful.CancelAsync().ConfigureAwait(false);
        }
        foreach (var attempt in running.Keys)
        {
            attempt.Cancel(ActivityCancelReason.WorkerShutdown);
        }
        await all.ConfigureAwait(false);
    }

    public bool TryReserve() => slots.TryTake();

    public void Release() => slots.Release();

    public void Start(PollActivityTaskQueueResponse task) => Begin(task, isEager: true);

    public void Dispose() => shutdown.Dispose();

    private void Begin(PollActivityTaskQueueResponse task, bool isEager)
    {
        var metrics = setup.Metrics.Received(task, isEager);
        var attempt = new ActivityAttempt(setup, reporter, task, logger, shutdown.Token);

        // In the table before it can end, so that removing always finds it.
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        running[attempt] = RunWhenOpenAsync(gate.Task, attempt, metrics);
        gate.SetResult();
    }

    private async Task<PollActivityTaskQueueResponse?> PollOnceAsync(PollScale? scale, CancellationToken stop)
    {
        var request = new PollActivityTaskQueueRequest
        {
            Namespace = setup.Namespace,
            TaskQueue = new() { Name = setup.TaskQueue, Kind = TaskQueueKind.Normal },
            Identity = setup.Identity,
            DeploymentOptions = setup.Deployment,
            WorkerInstanceKey = setup.InstanceKey,
        }.Stamped(setup);
        if (setup.Options.MaxTaskQueueActivitiesPerSecond is { } limit)
        {
            request.TaskQueueMetadata = new() { MaxTasksPerSecond = limit };
        }
        var task = await setup.Service
            .PollActivityTaskQueueAsync(
                request, new() { Retry = false, CancellationToken = stop, Timeout = scale?.Timeout })
            .ConfigureAwait(false);
        scale?.Polled(task.PollerScalingDecision, gotTask: !task.TaskToken.IsEmpty);
        if (task.TaskToken.IsEmpty)
        {
            setup.Metrics.ActivityPollEmpty();
            return null;
        }
        return task;
    }

    private async Task RunWhenOpenAsync(Task gate, ActivityAttempt attempt, ActivityMetrics metrics)
    {
        await gate.ConfigureAwait(false);
        try
        {
            await RunAsync(attempt, metrics).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            WorkerLog.ActivityTaskBroken(logger, attempt.Info.ActivityType, attempt.Info.ActivityId, e);
        }
        finally
        {
            await attempt.DisposeAsync().ConfigureAwait(false);
            running.TryRemove(attempt, out _);
            slots.Release();
        }
    }

    private async Task RunAsync(ActivityAttempt attempt, ActivityMetrics metrics)
    {
        var begun = setup.Time.GetTimestamp();
        var outcome = await invoker.RunAsync(
            attempt.Context, attempt.Task.Input, attempt.Task.Header, attempt.Heartbeat, () => attempt.HeartbeatFailure)
            .ConfigureAwait(false);
        metrics.Ended(setup.Time.GetElapsedTime(begun));
        await attempt.EndAsync(
            flush: outcome is ActivityOutcome.Failed or ActivityOutcome.Canceled or ActivityOutcome.CompletesLater)
            .ConfigureAwait(false);
        await ReportAsync(attempt, outcome, metrics).ConfigureAwait(false);
    }

    private async Task ReportAsync(ActivityAttempt attempt, ActivityOutcome outcome, ActivityMetrics metrics)
    {
        var converter = attempt.Info.DataConverter;
        switch (outcome)
        {
            case ActivityOutcome.Completed completed:
                Api.Common.V1.Payload payload;
                try
                {
                    payload = await converter.ToPayloadAsync(completed.Result).ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    await FailAsync(attempt, e, metrics).ConfigureAwait(false);
                    return;
                }
                if (setup.ErrorLimit.Check(new Api.Common.V1.Payloads { Payloads_ = { payload } }) is { } exceeded)
                {
                    await RefuseAsync(attempt, exceeded, metrics).ConfigureAwait(false);
                    return;
                }
                metrics.Succeeded(setup.Time.GetUtcNow());
                await reporter.CompleteAsync(attempt.Task, payload, shutdown.Token).ConfigureAwait(false);
                break;
            case ActivityOutcome.Failed failed:
                await FailAsync(attempt, failed.Exception, metrics).ConfigureAwait(false);
                break;
            case ActivityOutcome.Canceled canceled:
                WorkerLog.ActivityReportsCancelled(logger, attempt.Info.ActivityType, attempt.Info.ActivityId);
                var details = canceled.Exception is CanceledFailureException
                    ? (await converter.ToFailureAsync(canceled.Exception).ConfigureAwait(false)).CanceledFailureInfo?.Details
                    : null;
                await reporter.CancelAsync(attempt.Task, details, shutdown.Token).ConfigureAwait(false);
                break;
            case ActivityOutcome.NobodyWaits nobody:
                WorkerLog.ActivityEndsUnreported(
                    logger, attempt.Info.ActivityType, attempt.Info.ActivityId, attempt.Context.CancelReason, nobody.Exception);
                break;
            case ActivityOutcome.CompletesLater:
                break;
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}");
        }
    }

    // The server would fail the activity for good; a failure that can be retried lets corrected code succeed.
    private Task RefuseAsync(ActivityAttempt attempt, LimitExceeded exceeded, ActivityMetrics metrics)
    {
        LimitLog.Failed(
            logger,
            exceeded.What,
            $"Activity {attempt.Info.ActivityType} {attempt.Info.ActivityId}",
            exceeded.Size,
            exceeded.Limit);
        metrics.Failed();
        return reporter.FailAsync(attempt.Task, exceeded.ToFailure(), shutdown.Token);
    }

    private async Task FailAsync(ActivityAttempt attempt, Exception exception, ActivityMetrics metrics)
    {
        if (invoker.NoteFailure(attempt.Info, exception))
        {
            metrics.Failed();
        }
        var failure = await invoker.ToFailureAsync(attempt.Info, exception).ConfigureAwait(false);
        await reporter.FailAsync(attempt.Task, failure, shutdown.Token).ConfigureAwait(false);
    }
}
