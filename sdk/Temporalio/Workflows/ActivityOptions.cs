using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>
/// Options of an activity call. <see cref="ScheduleToCloseTimeout" /> or <see cref="StartToCloseTimeout" /> is
/// required.
/// </summary>
public class ActivityOptions : ICloneable
{
    /// <summary>
    /// Gets or sets the time that all attempts together may take, waiting included. Default: no limit.
    /// </summary>
    public TimeSpan? ScheduleToCloseTimeout { get; set; }

    /// <summary>Gets or sets how long the activity may wait for a worker; not retried. Default: no limit.</summary>
    public TimeSpan? ScheduleToStartTimeout { get; set; }

    /// <summary>Gets or sets how long one attempt may take. Default: no limit of its own.</summary>
    public TimeSpan? StartToCloseTimeout { get; set; }

    /// <summary>Gets or sets the longest time between heartbeats. Default: no heartbeats expected.</summary>
    public TimeSpan? HeartbeatTimeout { get; set; }

    /// <summary>Gets or sets how failures are retried. Default: the server's policy, without end.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>Gets or sets how a cancellation is reported. Default: ask and report at once.</summary>
    public ActivityCancellationType CancellationType { get; set; } = ActivityCancellationType.TryCancel;

    /// <summary>Gets or sets what cancels the activity. Default: <see cref="Workflow.CancellationToken" />.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>Gets or sets the task queue. Default: that of the workflow.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>Gets or sets one line for people, shown by tools; may be Markdown.</summary>
    public string? Summary { get; set; }

    /// <summary>Gets or sets the id, unique among open activities of the run. Best left to the SDK.</summary>
    public string? ActivityId { get; set; }

    /// <summary>Gets or sets where it goes with build-id based versioning.</summary>
    public VersioningIntent VersioningIntent { get; set; } = VersioningIntent.Unspecified;

    /// <summary>Gets or sets a value indicating whether the activity must go through its task queue.</summary>
    public bool DisableEagerActivityExecution { get; set; }

    /// <summary>Gets or sets the priority. Default: that of the workflow.</summary>
    public Priority? Priority { get; set; }

    /// <summary>Creates a shallow copy.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone() => MemberwiseClone();
}
