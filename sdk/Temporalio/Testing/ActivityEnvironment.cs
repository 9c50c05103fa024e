using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Converters;

namespace Temporalio.Testing;

/// <summary>Runs activity code in a test as if inside an attempt, without server or worker.</summary>
public record ActivityEnvironment
{
    private static readonly DateTime DefaultTime = new(1970, 1, 1, 1, 1, 1, DateTimeKind.Utc);

    /// <summary>Gets what <see cref="Info"/> is when nothing else is said.</summary>
    public static ActivityInfo DefaultInfo { get; } = new(
        ActivityId: "test",
        ActivityType: "test",
        Attempt: 1,
        CurrentAttemptScheduledTime: DefaultTime,
        DataConverter: DataConverter.Default,
        HeartbeatDetails: [],
        HeartbeatTimeout: null,
        IsLocal: false,
        Namespace: "default",
        Priority: Priority.Default,
        RetryPolicy: new(),
        ScheduleToCloseTimeout: TimeSpan.FromSeconds(1),
        ScheduledTime: DefaultTime,
        StartToCloseTimeout: TimeSpan.FromSeconds(1),
        StartedTime: DefaultTime,
        TaskQueue: "test",
        TaskToken: [.. "test"u8],
        WorkflowId: "test",
        WorkflowNamespace: "default",
        WorkflowRunId: "test-run",
        WorkflowType: "test");

    /// <summary>Gets what the code sees of its attempt.</summary>
    public ActivityInfo Info { get; init; } = DefaultInfo;

    /// <summary>Gets the logger. Default none.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Gets the payload converter. Default that of <see cref="DataConverter.Default"/>.</summary>
    public IPayloadConverter PayloadConverter { get; init; } = DataConverter.Default.PayloadConverter;

    /// <summary>Gets the client. Default none: code that asks for it fails.</summary>
    public ITemporalClient? TemporalClient { get; init; }

    /// <summary>Gets the meter. Default null: that of the default runtime.</summary>
    public MetricMeter? MetricMeter { get; init; }

    /// <summary>Gets why the code is cancelled; noted before the token is set. Default CancelRequested.</summary>
    public ActivityCancelReason CancelReason { get; init; } = ActivityCancelReason.CancelRequested;

    /// <summary>Gets the details of the cancellation. Default those of the reason.</summary>
    public ActivityCancellationDetails? CancellationDetails { get; init; }

    /// <summary>Gets the source of the cancellation token; see <see cref="Cancel()"/>.</summary>
    public CancellationTokenSource CancellationTokenSource { get; init; } = new();

    /// <summary>Gets the source of the token that says that the worker shuts down.</summary>
    public CancellationTokenSource WorkerShutdownTokenSource { get; init; } = new();

    /// <summary>Gets what takes the heartbeats. Default nothing.</summary>
    public Action<object?[]> Heartbeater { get; init; } = static _ => { };

    // Written by Cancel before the token is set, read by the context of each run.
    private List<ActivityExecutionContext> Contexts { get; } = [];

    // What the last Cancel said: code that starts after it is cancelled for the same reason.
    private (ActivityCancelReason Reason, ActivityCancellationDetails Details)? Canceled { get; set; }

    /// <summary>Runs synchronous code.</summary>
    /// <param name="activity">The code.</param>
    /// <returns>Task that ends with it.</returns>
    public Task RunAsync(Action activity) => RunAsync(() =>
    {
        activity();
        return Task.FromResult<object?>(null);
    });

    /// <summary>Runs synchronous code.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="activity">The code.</param>
    /// <returns>Its result.</returns>
    public Task<T> RunAsync<T>(Func<T> activity) => RunAsync(() => Task.FromResult(activity()));

    /// <summary>Runs asynchronous code.</summary>
    /// <param name="activity">The code.</param>
    /// <returns>Task that ends with it.</returns>
    public Task RunAsync(Func<Task> activity) => RunAsync<object?>(async () =>
    {
        await activity().ConfigureAwait(false);
        return null;
    });

    /// <summary>Runs asynchronous code.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="activity">The code.</param>
    /// <returns>Its result.</returns>
    public async Task<T> RunAsync<T>(Func<Task<T>> activity)
    {
        var context = new ActivityExecutionContext(
            Info,
            new(Logger),
            new(PayloadConverter),
            TemporalClient,
            MetricMeter,
            WorkerShutdownTokenSource.Token,
            CancellationTokenSource.Token);
        context.SetHeartbeater(Heartbeater);
        lock (Contexts)
        {
            Contexts.Add(context);
            if (Canceled is { } canceled)
            {
                context.SetCancel(canceled.Reason, canceled.Details);
            }
        }

        // The context is set within this asynchronous method only, so it ends with it.
        ActivityExecutionContext.SetCurrent(context);
        return await activity().ConfigureAwait(false);
    }

    /// <summary>Cancels with <see cref="CancelReason"/> and <see cref="CancellationDetails"/>.</summary>
    public void Cancel() => Cancel(CancelReason);

    /// <summary>Cancels.</summary>
    /// <param name="reason">Reason that the code sees.</param>
    public void Cancel(ActivityCancelReason reason) =>
        Cancel(reason, CancellationDetails ?? ActivityCancellationDetails.Of(reason));

    /// <summary>Cancels.</summary>
    /// <param name="reason">Reason that the code sees.</param>
    /// <param name="details">Details that the code sees.</param>
    public void Cancel(ActivityCancelReason reason, ActivityCancellationDetails details)
    {
        lock (Contexts)
        {
            Canceled = (reason, details);
            Contexts.ForEach(c => c.SetCancel(reason, details));
        }
        CancellationTokenSource.Cancel();
    }
}
