using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>
/// Options of a local activity call: one that this worker carries out itself, within the workflow task, and of which
/// only the end is recorded. <see cref="ScheduleToCloseTimeout" /> or <see cref="StartToCloseTimeout" /> is required.
/// </summary>
public class LocalActivityOptions : ICloneable
{
    /// <summary>
    /// Gets or sets the time that all attempts together may take, from the first call on, waiting included. Default: no
    /// limit.
    /// </summary>
    public TimeSpan? ScheduleToCloseTimeout { get; set; }

    /// <summary>
    /// Gets or sets how long an attempt may wait for a slot; not retried. At most
    /// <see cref="ScheduleToCloseTimeout" />. Default: no limit.
    /// </summary>
    public TimeSpan? ScheduleToStartTimeout { get; set; }

    /// <summary>
    /// Gets or sets how long one attempt may take. At most <see cref="ScheduleToCloseTimeout" />. Default: no limit of
    /// its own.
    /// </summary>
    public TimeSpan? StartToCloseTimeout { get; set; }

    /// <summary>
    /// Gets or sets how this worker retries failures. Default: after 1 second, then twice as long each time up to 100
    /// seconds, without end.
    /// </summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>Gets or sets how a cancellation is reported. Default: ask and report at once.</summary>
    public ActivityCancellationType CancellationType { get; set; } = ActivityCancellationType.TryCancel;

    /// <summary>Gets or sets what cancels the activity. Default: <see cref="Workflow.CancellationToken" />.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>Gets or sets the id, unique among open activities of the run. Best left to the SDK.</summary>
    public string? ActivityId { get; set; }

    /// <summary>
    /// Gets or sets the longest wait between attempts that is spent within the workflow task; a longer one is a timer
    /// of the workflow. Default: 1 minute.
    /// </summary>
    public TimeSpan? LocalRetryThreshold { get; set; }

    /// <summary>Gets or sets one line for people, shown by tools; may be Markdown.</summary>
    public string? Summary { get; set; }

    /// <summary>Creates a shallow copy.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone() => MemberwiseClone();
}
