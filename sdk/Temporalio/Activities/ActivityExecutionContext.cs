using Microsoft.Extensions.Logging;
using Temporalio.Client;
using Temporalio.Common;
using Temporalio.Converters;
using Temporalio.Runtime;

namespace Temporalio.Activities;

/// <summary>The way from activity code to its attempt: who it is, whether to stop, and heartbeats.</summary>
/// <remarks>Flows with the asynchronous context; code that suppresses the flow has to hand it on itself.</remarks>
public class ActivityExecutionContext
{
    private static readonly AsyncLocal<ActivityExecutionContext?> Local = new();

    private readonly Lazy<ILogger> logger;
    private readonly Lazy<IPayloadConverter> payloadConverter;
    private readonly ITemporalClient? client;
    private readonly Lazy<MetricMeter> meter;
    private Action<object?[]>? heartbeater;
    private CancelState cancel = new(ActivityCancelReason.None, null);

    internal ActivityExecutionContext(
        ActivityInfo info,
        Lazy<ILogger> logger,
        Lazy<IPayloadConverter> payloadConverter,
        ITemporalClient? client,
        MetricMeter? meter,
        CancellationToken workerShutdownToken,
        CancellationToken cancellationToken)
    {
        Info = info;
        CancellationToken = cancellationToken;
        WorkerShutdownToken = workerShutdownToken;
        this.logger = logger;
        this.payloadConverter = payloadConverter;
        this.client = client;
        this.meter = new(() => meter ?? TemporalRuntime.Default.MetricMeter.WithTags(
        [
            new("namespace", info.Namespace),
            new("task_queue", info.TaskQueue),
            new("activity_type", info.ActivityType),
        ]));
    }

    /// <summary>Gets a value indicating whether the caller runs inside an activity.</summary>
    public static bool HasCurrent => Local.Value != null;

    /// <summary>Gets the context of the activity that runs.</summary>
    /// <exception cref="InvalidOperationException">The caller does not run inside an activity.</exception>
    public static ActivityExecutionContext Current =>
        Local.Value ?? throw new InvalidOperationException("No current activity context");

    /// <summary>Gets what is known about this attempt.</summary>
    public ActivityInfo Info { get; }

    /// <summary>Gets the logger; its entries carry the identifiers of this attempt.</summary>
    public ILogger Logger => logger.Value;

    /// <summary>Gets why <see cref="CancellationToken"/> was set; None until then.</summary>
    public ActivityCancelReason CancelReason => cancel.Reason;

    /// <summary>Gets everything known about the cancellation; null until then.</summary>
    public ActivityCancellationDetails? CancellationDetails => cancel.Details;

    /// <summary>
    /// Gets the token that asks this activity to stop. Cancellation by the workflow arrives only with the answer to a
    /// heartbeat.
    /// </summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>
    /// Gets the token that is set as soon as the worker begins to shut down; <see cref="CancellationToken"/> follows
    /// when the graceful period is over.
    /// </summary>
    public CancellationToken WorkerShutdownToken { get; }

    /// <summary>Gets the payload converter.</summary>
    public IPayloadConverter PayloadConverter => payloadConverter.Value;

    /// <summary>Gets the meter.</summary>
    public MetricMeter MetricMeter => meter.Value;

    /// <summary>Gets the client of the worker.</summary>
    /// <exception cref="InvalidOperationException">There is none, as in some test environments.</exception>
    public ITemporalClient TemporalClient =>
        client ?? throw new InvalidOperationException("No Temporal client available in this activity context");

    /// <summary>
    /// Records that this attempt is alive and how far it got. The first call is sent at once, later ones at most once
    /// in 80 % of the heartbeat timeout; of those in between only the newest counts. Never blocks.
    /// </summary>
    /// <param name="details">Values that the next attempt can read.</param>
    public void Heartbeat(params object?[] details) => heartbeater?.Invoke(details);

    /// <summary>Makes a context the current one of this asynchronous flow.</summary>
    /// <param name="context">The context, or null for none.</param>
    internal static void SetCurrent(ActivityExecutionContext? context) => Local.Value = context;

    /// <summary>Says where heartbeats go; before, and after null, they are dropped.</summary>
    /// <param name="value">Receiver of the details.</param>
    internal void SetHeartbeater(Action<object?[]>? value) => heartbeater = value;

    /// <summary>Notes why the token is about to be set, so that whoever sees the token sees the reason.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="details">All that is known.</param>
    internal void SetCancel(ActivityCancelReason reason, ActivityCancellationDetails details) =>
        cancel = new(reason, details);

    // One reference, so that reason and details are always of the same cancellation.
    private sealed record CancelState(ActivityCancelReason Reason, ActivityCancellationDetails? Details);
}
