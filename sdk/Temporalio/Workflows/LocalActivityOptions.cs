using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>Options of a local activity. Local activities are not supported yet.</summary>
public class LocalActivityOptions : ICloneable
{
    /// <summary>Gets or sets the time that all attempts together may take.</summary>
    public TimeSpan? ScheduleToCloseTimeout { get; set; }

    /// <summary>Gets or sets how long the activity may wait for a slot.</summary>
    public TimeSpan? ScheduleToStartTimeout { get; set; }

    /// <summary>Gets or sets how long one attempt may take.</summary>
    public TimeSpan? StartToCloseTimeout { get; set; }

    /// <summary>Gets or sets how failures are retried.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>Gets or sets how a cancellation is reported.</summary>
    public ActivityCancellationType CancellationType { get; set; } = ActivityCancellationType.TryCancel;

    /// <summary>Gets or sets what cancels the activity.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>Gets or sets the id.</summary>
    public string? ActivityId { get; set; }

    /// <summary>Gets or sets the longest backoff that is waited for inside of a workflow task.</summary>
    public TimeSpan? LocalRetryThreshold { get; set; }

    /// <summary>Gets or sets one line for people, shown by tools.</summary>
    public string? Summary { get; set; }

    /// <summary>Creates a shallow copy.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone() => MemberwiseClone();
}
