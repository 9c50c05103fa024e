using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client.Limits;
using Temporalio.Converters;
using Temporalio.Exceptions;

namespace Temporalio.Worker.ActivityTasks;

/// <summary>One attempt that this worker carries out: its context, its heartbeats, and what may end it early.</summary>
internal sealed class ActivityAttempt : IAsyncDisposable
{
    private readonly WorkerSetup setup;
    private readonly ActivityReporter reporter;
    private readonly ILogger logger;
#pragma warning disable CA2213 // Left to the collector: code that outlives its attempt may still hold the token.
    private readonly CancellationTokenSource cancel = new();
#pragma warning restore CA2213
    private readonly ActivityHeartbeater heartbeater;
    private readonly Lock sync = new();
    private readonly ITimer deadlineTimer;
    private ActivityDeadline deadline;
    private bool over;

    public ActivityAttempt(
        WorkerSetup setup,
        ActivityReporter reporter,
        PollActivityTaskQueueResponse task,
        ILogger logger,
        CancellationToken workerShutdown)
    {
        this.setup = setup;
        this.reporter = reporter;
        this.logger = logger;
        Task = task;
        Info = ActivityInfos.FromTask(task, setup);
        Context = ActivityContexts.Of(setup, Info, workerShutdown, cancel.Token);
        heartbeater = new(
            ActivityHeartbeater.IntervalFor(
                Info.HeartbeatTimeout,
                setup.Options.DefaultHeartbeatThrottleInterval,
                setup.Options.MaxHeartbeatThrottleInterval),
            setup.Time,
            SendHeartbeatAsync);
        deadline = new(setup.Time.GetUtcNow(), Info.StartToCloseTimeout, Info.HeartbeatTimeout);
        deadlineTimer = setup.Time.CreateTimer(
            _ => CheckDeadline(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        CheckDeadline();
    }

    public PollActivityTaskQueueResponse Task { get; }

    public ActivityInfo Info { get; }

    public ActivityExecutionContext Context { get; }

    /// <summary>Gets why the details of a heartbeat could not be converted, if so.</summary>
    public Exception? HeartbeatFailure { get; private set; }

    /// <summary>Asks the code to stop; the first reason counts, and code sees it no later than the token.</summary>
    public void Cancel(ActivityCancelReason reason, ActivityCancellationDetails? details = null)
    {
        lock (sync)
        {
            if (over || Context.CancelReason != ActivityCancelReason.None)
            {
                return;
            }
            Context.SetCancel(reason, details ?? ActivityCancellationDetails.Of(reason));
        }
        WorkerLog.ActivityCancelled(logger, Info.ActivityType, Info.ActivityId, reason);

        // Callbacks of user code run on the pool and not in here, where a lock or a timer may wait.
        _ = cancel.CancelAsync();
    }

    /// <summary>Takes a heartbeat of the code.</summary>
    public void Heartbeat(object?[] details)
    {
        try
        {
            // Converted at once, because the code may change its objects afterwards.
            heartbeater.Record(Info.DataConverter.PayloadConverter.ToPayloads(details));
        }
        catch (Exception e)
        {
            FailHeartbeat(e);
        }
    }

    /// <summary>Ends the attempt: no more heartbeats, no more cancellation.</summary>
    /// <param name="flush">Whether the newest details still have to reach the server.</param>
    public async Task EndAsync(bool flush)
    {
        lock (sync)
        {
            over = true;
        }
        Context.SetHeartbeater(null);
        await deadlineTimer.DisposeAsync().ConfigureAwait(false);
        await heartbeater.StopAsync(flush).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await deadlineTimer.DisposeAsync().ConfigureAwait(false);
        heartbeater.Dispose();
    }

    private async Task<bool> SendHeartbeatAsync(IReadOnlyCollection<Payload> details, CancellationToken ended)
    {
        IReadOnlyCollection<Payload> encoded;
        try
        {
            encoded = Info.DataConverter.PayloadCodec is { } codec && details.Count > 0
                ? await codec.EncodeAsync(details).ConfigureAwait(false)
                : details;
        }
        catch (Exception e)
        {
            FailHeartbeat(e);
            return true;
        }
        if (setup.ErrorLimit.Check(new Payloads { Payloads_ = { encoded } }) is { } exceeded)
        {
            FailHeartbeat(new ApplicationFailureException(exceeded.Message, PayloadLimit.ErrorType));
            return true;
        }
        var issued = setup.Time.GetUtcNow();
        switch (await reporter.HeartbeatAsync(Task, encoded, ended).ConfigureAwait(false))
        {
            case HeartbeatReply.Failed:
                return false;
            case HeartbeatReply.Gone:
                Cancel(ActivityCancelReason.GoneFromServer);
                return true;
            case HeartbeatReply.Accepted accepted:
                lock (sync)
                {
                    deadline = deadline with { LastHeartbeat = issued };
                }
                CheckDeadline();
                if (accepted.Reason != ActivityCancelReason.None)
                {
                    Cancel(accepted.Reason, accepted.Details);
                }
                return true;
            case var unknown:
                throw new InvalidOperationException($"Unknown reply {unknown}");
        }
    }

    private void FailHeartbeat(Exception exception)
    {
        WorkerLog.HeartbeatNotConverted(logger, Info.ActivityType, Info.ActivityId, exception);
        HeartbeatFailure ??= exception;
        Cancel(ActivityCancelReason.HeartbeatRecordFailure);
    }

    private void CheckDeadline()
    {
        lock (sync)
        {
            if (over || deadline.Due is not { } due)
            {
                return;
            }
            var left = due - setup.Time.GetUtcNow();
            if (left > TimeSpan.Zero)
            {
                // Timers take at most about 49 days; a longer wait is looked at again then.
                var wait = left < TimeSpan.FromDays(40) ? left : TimeSpan.FromDays(40);
                deadlineTimer.Change(wait, Timeout.InfiniteTimeSpan);
                return;
            }
        }
        Cancel(ActivityCancelReason.Timeout);
    }
}
