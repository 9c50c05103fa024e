using Temporalio.Activities;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Replay;
using Temporalio.Worker.ActivityTasks;

namespace Temporalio.Worker.LocalActivityTasks;

/// <summary>
/// One local activity over all its attempts, until its end, or a wait that the workflow has to do, is reported.
/// </summary>
internal sealed class LocalActivityExecution : IDisposable
{
    // Timers take at most about 49 days; a longer wait is looked at again then.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    private readonly LocalActivityWorker worker;
    private readonly WorkerSetup setup;
    private readonly WorkflowRunStart run;
    private readonly LocalActivityRequest request;
    private readonly Action<LocalActivityResolution?> report;
    private readonly LocalActivityLimits limits;
    private readonly CancellationTokenSource cancel = new();
    private readonly List<Task> codes = [];
    private readonly Lock sync = new();
    private LocalActivityAttempt? current;
    private int retriesInTask;
    private bool isFirstTask = true;
    private bool isOver;

    public LocalActivityExecution(
        LocalActivityWorker worker,
        WorkerSetup setup,
        WorkflowRunStart run,
        LocalActivityRequest request,
        Action<LocalActivityResolution?> report)
    {
        this.worker = worker;
        this.setup = setup;
        this.run = run;
        this.request = request;
        this.report = report;
        limits = new(request);
    }

    /// <summary>Gets the identity: of two with the same one, the run was dropped and built again meanwhile.</summary>
    public (string RunId, uint Seq) Key => (run.RunId, request.Seq);

    /// <summary>
    /// Asks to stop: code that runs is asked, and says how it ended; a wait for a slot or the next attempt ends as
    /// cancelled.
    /// </summary>
    public void Cancel()
    {
        LocalActivityAttempt? running;
        lock (sync)
        {
            if (isOver)
            {
                return;
            }

            _ = cancel.CancelAsync();
            running = current;
        }

        running?.Cancel(ActivityCancelReason.CancelRequested);
    }

    /// <summary>A workflow task was answered while this goes on.</summary>
    /// <returns>The attempts in that task behind the first, if it was not the task that this began in.</returns>
    public int EndTask()
    {
        lock (sync)
        {
            var counted = isFirstTask ? 0 : retriesInTask;
            isFirstTask = false;
            retriesInTask = 0;
            return counted;
        }
    }

    /// <summary>Carries it out. Ends when no code of it runs any more, which may be after its report.</summary>
    /// <param name="before">What has to end first.</param>
    public async Task RunAsync(Task before)
    {
        if (!before.IsCompleted)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel.Token, worker.Closed);
            await WaitAsync(before, null, stop.Token).ConfigureAwait(false);
        }

        report(await AttemptsAsync().ConfigureAwait(false));
        await Task.WhenAll(codes).ConfigureAwait(false);
    }

    public void Dispose()
    {
        lock (sync)
        {
            isOver = true;
            cancel.Dispose();
        }
    }

    // Null when the worker stops before there is an end: another one begins again.
    private async Task<LocalActivityResolution?> AttemptsAsync()
    {
        for (var attempt = Math.Max(1, request.Attempt); ; attempt++)
        {
            var end = await AttemptAsync(attempt).ConfigureAwait(false);
            if (end.IsCutOff)
            {
                return null;
            }

            var delay = end.MayBeRetried
                ? LocalRetryPolicy.DelayAfter(request.RetryPolicy, attempt, end.Failure!)
                : null;
            if (delay is null)
            {
                return ResolutionOf(end, attempt);
            }

            if (delay > request.LocalRetryThreshold)
            {
                var timer = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(delay.Value);
                return ResolutionOf(end, attempt) with { Backoff = timer };
            }

            if (await BackOffAsync(delay.Value).ConfigureAwait(false) is { } stopped)
            {
                return stopped.IsCutOff ? null : ResolutionOf(stopped, attempt);
            }

            lock (sync)
            {
                retriesInTask++;
            }
        }
    }

    private LocalActivityResolution ResolutionOf(LocalActivityEnd end, int attempt) =>
        new(request.Seq, attempt, end.RunTime) { RecordedResult = end.Result, RecordedFailure = end.Failure };

    private async Task<LocalActivityEnd> AttemptAsync(int attempt)
    {
        var queued = setup.Time.GetUtcNow();
        if (await EnterAsync(queued).ConfigureAwait(false) is { } neverStarted)
        {
            return neverStarted;
        }

        try
        {
            return cancel.IsCancellationRequested
                ? NeverRan()
                : await CarryOutAsync(attempt, queued).ConfigureAwait(false);
        }
        finally
        {
            worker.Leave();
        }
    }

    private async Task<LocalActivityEnd> CarryOutAsync(int attempt, DateTimeOffset queued)
    {
        var started = setup.Time.GetTimestamp();
        var metrics = setup.Metrics.LocalActivity(request.ActivityType, run.WorkflowType);
        metrics.Started();
        var running = worker.Attempt(run, request, attempt, queued);
        lock (sync)
        {
            current = running;
        }

        if (cancel.IsCancellationRequested)
        {
            running.Cancel(ActivityCancelReason.CancelRequested);
        }

        await using var closing = worker.Closed.Register(() => running.Cancel(ActivityCancelReason.WorkerShutdown));
        var code = running.RunAsync();
        codes.RemoveAll(ended => ended.IsCompleted);
        codes.Add(code);
        var (due, type) = limits.End(setup.Time.GetUtcNow());
        var isInTime = await WaitAsync(code, due, CancellationToken.None).ConfigureAwait(false);
        lock (sync)
        {
            current = null;
        }

        var took = setup.Time.GetElapsedTime(started);
        metrics.Ended(took);
        if (!isInTime)
        {
            running.Cancel(ActivityCancelReason.Timeout);
            metrics.Failed();
            return TimedOut(type, took);
        }

        var outcome = await code.ConfigureAwait(false);
        if (outcome is ActivityOutcome.Failed && running.Context.CancelReason == ActivityCancelReason.WorkerShutdown)
        {
            return new(took) { IsCutOff = true };
        }

        var end = await EndOfAsync(running.Info, outcome, took, metrics).ConfigureAwait(false);
        if (end.Failure is null && request.OriginalScheduleTime is { } original)
        {
            metrics.Succeeded(setup.Time.GetUtcNow() - original.ToDateTimeOffset());
        }

        return end;
    }

    private async Task<LocalActivityEnd> EndOfAsync(
        ActivityInfo info, ActivityOutcome outcome, TimeSpan took, Runtime.Metrics.LocalActivityMetrics metrics)
    {
        switch (outcome)
        {
            case ActivityOutcome.Completed completed:
                try
                {
                    Payload result = await info.DataConverter.ToPayloadAsync(completed.Result).ConfigureAwait(false);
                    return new(took) { Result = result };
                }
                catch (Exception e)
                {
                    return await FailedAsync(info, e, took, metrics).ConfigureAwait(false);
                }

            case ActivityOutcome.Failed failed:
                return await FailedAsync(info, failed.Exception, took, metrics).ConfigureAwait(false);
            case ActivityOutcome.Canceled canceled:
                metrics.Canceled();
                worker.NoteCanceled(info);
                var reported = canceled.Exception as CanceledFailureException ?? new("Cancelled");
                var failure = await worker.Invoker.ToFailureAsync(info, reported).ConfigureAwait(false);
                return new(took) { Failure = failure, IsCanceled = true };
            case ActivityOutcome.CompletesLater:
                // Nobody could complete it: the server does not know it.
                var refusal = new ApplicationFailureException(
                    "Local activities cannot be completed async", nameof(CompleteAsyncException), nonRetryable: true);
                return await FailedAsync(info, refusal, took, metrics).ConfigureAwait(false);
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}");
        }
    }

    private async Task<LocalActivityEnd> FailedAsync(
        ActivityInfo info, Exception exception, TimeSpan took, Runtime.Metrics.LocalActivityMetrics metrics)
    {
        if (worker.Invoker.NoteFailure(info, exception))
        {
            metrics.Failed();
        }

        return new(took) { Failure = await worker.Invoker.ToFailureAsync(info, exception).ConfigureAwait(false) };
    }

    // Takes a slot; or says why it did not come to that.
    private async Task<LocalActivityEnd?> EnterAsync(DateTimeOffset queued)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel.Token, worker.Closed);
        var (due, type) = limits.Start(queued);
        if (due <= setup.Time.GetUtcNow())
        {
            return TimedOut(type, TimeSpan.Zero);
        }

        var entering = worker.EnterAsync(stop.Token);
        var isInTime = await WaitAsync(entering, due, CancellationToken.None).ConfigureAwait(false);
        if (!isInTime)
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }

        await entering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (entering.IsCompletedSuccessfully)
        {
            if (isInTime)
            {
                return null;
            }

            worker.Leave();
        }

        return StoppedOr(TimedOut(type, setup.Time.GetUtcNow() - queued));
    }

    // Waits for the next attempt; or says why there is none.
    private async Task<LocalActivityEnd?> BackOffAsync(TimeSpan delay)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel.Token, worker.Closed);
        var next = setup.Time.GetUtcNow() + delay;
        var due = limits.Close < next ? limits.Close : next;
        var never = new TaskCompletionSource();
        await WaitAsync(never.Task, due, stop.Token).ConfigureAwait(false);
        return StoppedOr(due == next ? null : TimedOut(TimeoutType.ScheduleToClose, TimeSpan.Zero));
    }

    private LocalActivityEnd? StoppedOr(LocalActivityEnd? otherwise) =>
        cancel.IsCancellationRequested ? NeverRan() :
        worker.Closed.IsCancellationRequested ? new(TimeSpan.Zero) { IsCutOff = true } : otherwise;

    private static LocalActivityEnd NeverRan() =>
        new(TimeSpan.Zero) { Failure = LocalActivityFailures.Canceled(), IsCanceled = true };

    private static LocalActivityEnd TimedOut(TimeoutType type, TimeSpan after) =>
        new(after) { Failure = LocalActivityFailures.TimedOut(type) };

    // Whether the task ended in time.
    private async Task<bool> WaitAsync(Task task, DateTimeOffset? due, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        while (!task.IsCompleted && !stop.IsCancellationRequested)
        {
            var left = due - setup.Time.GetUtcNow() ?? LongestWait;
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await Task.WhenAny(task, Task.Delay(left < LongestWait ? left : LongestWait, setup.Time, ended.Token))
                .ConfigureAwait(false);
        }

        await ended.CancelAsync().ConfigureAwait(false);
        return task.IsCompleted;
    }
}
