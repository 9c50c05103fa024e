using Google.Protobuf.Collections;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Api.Common.V1;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Replay;
using Temporalio.Worker.ActivityTasks;
using Priority = Temporalio.Common.Priority;
using RetryPolicy = Temporalio.Common.RetryPolicy;

namespace Temporalio.Worker.LocalActivityTasks;

/// <summary>One attempt of a local activity: its context, and what may end it early. Heartbeats go nowhere.</summary>
#pragma warning disable CA1001 // its token is left to the collector: code that outlives its attempt may still hold it
internal sealed class LocalActivityAttempt
#pragma warning restore CA1001
{
    private readonly ActivityInvoker invoker;
    private readonly LocalActivityRequest request;
    private readonly ILogger logger;
    private readonly Lock sync = new();
    private readonly CancellationTokenSource cancel = new();

    public LocalActivityAttempt(
        WorkerSetup setup,
        ActivityInvoker invoker,
        ILogger logger,
        WorkflowRunStart run,
        LocalActivityRequest request,
        int attempt,
        DateTimeOffset queued,
        CancellationToken workerShutdown)
    {
        this.invoker = invoker;
        this.request = request;
        this.logger = logger;
        Info = InfoOf(setup, run, request, attempt, queued);
        Context = ActivityContexts.Of(setup, Info, workerShutdown, cancel.Token);
    }

    public ActivityInfo Info { get; }

    public ActivityExecutionContext Context { get; }

    public Task<ActivityOutcome> RunAsync() =>
        invoker.RunAsync(Context, request.Input, request.Header, static _ => { }, static () => null);

    /// <summary>Asks the code to stop; the first reason counts, and code sees it no later than the token.</summary>
    public void Cancel(ActivityCancelReason reason)
    {
        lock (sync)
        {
            if (Context.CancelReason != ActivityCancelReason.None)
            {
                return;
            }

            Context.SetCancel(reason, ActivityCancellationDetails.Of(reason));
        }

        WorkerLog.ActivityCancelled(logger, Info.ActivityType, Info.ActivityId, reason);

        // Callbacks of user code run on the pool and not in here, where a lock or a timer may wait.
        _ = cancel.CancelAsync();
    }

    private static ActivityInfo InfoOf(
        WorkerSetup setup,
        WorkflowRunStart run,
        LocalActivityRequest request,
        int attempt,
        DateTimeOffset queued) => new(
        ActivityId: request.ActivityId,
        ActivityType: request.ActivityType,
        Attempt: attempt,
        CurrentAttemptScheduledTime: queued.UtcDateTime,
        DataConverter: setup.DataConverter.WithSerializationContext(new ISerializationContext.Activity(
            setup.Namespace,
            request.ActivityId,
            run.WorkflowId,
            run.WorkflowType,
            request.ActivityType,
            setup.TaskQueue,
            IsLocal: true)),
        HeartbeatDetails: new RepeatedField<Payload>(),
        HeartbeatTimeout: null,
        IsLocal: true,
        Namespace: setup.Namespace,
        Priority: Priority.Default,
        RetryPolicy: request.RetryPolicy is { } policy ? RetryPolicy.FromProto(policy) : new(),
        ScheduleToCloseTimeout: request.ScheduleToCloseTimeout,
        ScheduledTime: request.OriginalScheduleTime?.ToDateTime() ?? queued.UtcDateTime,
        StartToCloseTimeout: new LocalActivityLimits(request).StartToClose,
        StartedTime: setup.Time.GetUtcNow().UtcDateTime,
        TaskQueue: setup.TaskQueue,
        TaskToken: [],
        WorkflowId: run.WorkflowId,
        WorkflowNamespace: setup.Namespace,
        WorkflowRunId: run.RunId,
        WorkflowType: run.WorkflowType);
}
