using Temporalio.Api.Enums.V1;
using Temporalio.Common;

namespace Temporalio.Workflows;

/// <summary>
/// Options of signal-with-start from a workflow, which needs servers to come and is not supported by this SDK: it
/// throws.
/// </summary>
/// <param name="id">Workflow id.</param>
/// <param name="taskQueue">Task queue.</param>
public class SignalWithStartWorkflowOptions(string id, string taskQueue)
{
    /// <summary>Gets or sets the workflow id.</summary>
    public string Id { get; set; } = id;

    /// <summary>Gets or sets the task queue.</summary>
    public string TaskQueue { get; set; } = taskQueue;

    /// <summary>Gets or sets the id by which the server knows a repeated request.</summary>
    public string? RequestId { get; set; }

    /// <summary>Gets or sets the time limit of the whole chain of runs.</summary>
    public TimeSpan? ExecutionTimeout { get; set; }

    /// <summary>Gets or sets the time limit of one run.</summary>
    public TimeSpan? RunTimeout { get; set; }

    /// <summary>Gets or sets the time limit of one workflow task.</summary>
    public TimeSpan? TaskTimeout { get; set; }

    /// <summary>Gets or sets whether the id of a closed workflow may be used again.</summary>
    public WorkflowIdReusePolicy? IdReusePolicy { get; set; }

    /// <summary>Gets or sets what happens when the id is running.</summary>
    public WorkflowIdConflictPolicy? IdConflictPolicy { get; set; }

    /// <summary>Gets or sets how a failed workflow is retried.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>Gets or sets a cron schedule.</summary>
    public string? CronSchedule { get; set; }

    /// <summary>Gets or sets values that stand beside the workflow and are not searched.</summary>
    public IReadOnlyDictionary<string, object>? Memo { get; set; }

    /// <summary>Gets or sets the search attributes.</summary>
    public SearchAttributeCollection? SearchAttributes { get; set; }

    /// <summary>Gets or sets how long the first workflow task waits.</summary>
    public TimeSpan? StartDelay { get; set; }

    /// <summary>Gets or sets one line that user interfaces show.</summary>
    public string? StaticSummary { get; set; }

    /// <summary>Gets or sets some lines that user interfaces show.</summary>
    public string? StaticDetails { get; set; }

    /// <summary>Gets or sets the priority.</summary>
    public Priority? Priority { get; set; }

    /// <summary>Gets or sets which deployment versions run the workflow.</summary>
    public VersioningOverride? VersioningOverride { get; set; }
}
