using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>Options of continuing as new. What is not set goes on as in this run.</summary>
public class ContinueAsNewOptions : ICloneable
{
    /// <summary>Gets or sets the task queue.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>Gets or sets the limit of the new run.</summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>Gets or sets the limit of one workflow task.</summary>
    public TimeSpan? TaskTimeout { get; set; }

    /// <summary>Gets or sets how long the new run waits before its first task.</summary>
    public TimeSpan? BackoffStartInterval { get; set; }

    /// <summary>Gets or sets how failures are retried.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>Gets or sets the memo. Not set: the memo that this run was started with.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>Gets or sets the search attributes. Not set: those that this run has now.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <summary>Gets or sets where it goes with build-id based versioning.</summary>
    public VersioningIntent VersioningIntent { get; set; } = VersioningIntent.Unspecified;

    /// <summary>Gets or sets the version of the first task.</summary>
    public InitialVersioningBehavior? InitialVersioningBehavior { get; set; }

    /// <summary>Creates a shallow copy.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone() => MemberwiseClone();
}
