using Temporalio.Api.Enums.V1;
using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>Options of a child workflow.</summary>
public class ChildWorkflowOptions : ICloneable
{
    /// <summary>Gets or sets the workflow id. Default: a GUID from <see cref="Workflow.NewGuid" />.</summary>
    public string? Id { get; set; }

    /// <summary>Gets or sets the task queue. Default: that of the parent.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>Gets or sets one line for people, shown by tools.</summary>
    public string? StaticSummary { get; set; }

    /// <summary>Gets or sets some lines for people, shown by tools.</summary>
    public string? StaticDetails { get; set; }

    /// <summary>Gets or sets how failures are retried. Default: not at all.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>Gets or sets how a cancellation is reported. Default: when the child has ended.</summary>
    public ChildWorkflowCancellationType CancellationType { get; set; } =
        ChildWorkflowCancellationType.WaitCancellationCompleted;

    /// <summary>Gets or sets what cancels the child. Default: <see cref="Workflow.CancellationToken" />.</summary>
    public CancellationToken? CancellationToken { get; set; }

    /// <summary>Gets or sets what happens to the child when the parent closes. Default: it is terminated.</summary>
    public ParentClosePolicy ParentClosePolicy { get; set; } = ParentClosePolicy.Terminate;

    /// <summary>Gets or sets the limit over all runs and retries. Default: none.</summary>
    public TimeSpan? ExecutionTimeout { get; set; }

    /// <summary>Gets or sets the limit of one run. Default: none.</summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>Gets or sets the limit of one workflow task. Default: 10 s.</summary>
    public TimeSpan? TaskTimeout { get; set; }

    /// <summary>Gets or sets whether a used id may be used again. Default: yes.</summary>
    public WorkflowIdReusePolicy IdReusePolicy { get; set; } = WorkflowIdReusePolicy.AllowDuplicate;

    /// <summary>Gets or sets the cron schedule. Default: none.</summary>
    public string? CronSchedule { get; set; }

    /// <summary>Gets or sets the memo.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>Gets or sets the search attributes.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <summary>Gets or sets where it goes with build-id based versioning.</summary>
    public VersioningIntent VersioningIntent { get; set; } = VersioningIntent.Unspecified;

    /// <summary>Gets or sets the priority. Default: that of the parent.</summary>
    public Priority? Priority { get; set; }

    /// <summary>Creates a shallow copy.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone() => MemberwiseClone();
}
