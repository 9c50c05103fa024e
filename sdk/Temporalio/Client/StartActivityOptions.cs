using Temporalio.Api.Enums.V1;
using Temporalio.Common;

namespace Temporalio.Client;

/// <summary>
/// Options of starting an activity without a workflow, which this SDK does not support: every start with them
/// throws.
/// </summary>
public class StartActivityOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="StartActivityOptions"/> class.</summary>
    public StartActivityOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="StartActivityOptions"/> class.</summary>
    /// <param name="id">Activity id.</param>
    /// <param name="taskQueue">Task queue.</param>
    public StartActivityOptions(string id, string taskQueue)
    {
        Id = id;
        TaskQueue = taskQueue;
    }

    /// <summary>Gets or sets the activity id.</summary>
    public string? Id { get; set; }

    /// <summary>Gets or sets the task queue.</summary>
    public string? TaskQueue { get; set; }

    /// <summary>Gets or sets the time limit of all attempts together.</summary>
    public TimeSpan? ScheduleToCloseTimeout { get; set; }

    /// <summary>Gets or sets the time limit of waiting for a worker.</summary>
    public TimeSpan? ScheduleToStartTimeout { get; set; }

    /// <summary>Gets or sets the time limit of one attempt.</summary>
    public TimeSpan? StartToCloseTimeout { get; set; }

    /// <summary>Gets or sets the longest time between heartbeats.</summary>
    public TimeSpan? HeartbeatTimeout { get; set; }

    /// <summary>Gets or sets how long the first attempt waits.</summary>
    public TimeSpan? StartDelay { get; set; }

    /// <summary>Gets or sets how it is retried.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>Gets or sets whether the id of a closed activity may be used again. Default: yes.</summary>
    public ActivityIdReusePolicy IdReusePolicy { get; set; } = ActivityIdReusePolicy.AllowDuplicate;

    /// <summary>Gets or sets what happens when the id is running. Default: the start fails.</summary>
    public ActivityIdConflictPolicy IdConflictPolicy { get; set; } = ActivityIdConflictPolicy.Fail;

    /// <summary>Gets or sets the search attributes.</summary>
    public SearchAttributeCollection? TypedSearchAttributes { get; set; }

    /// <summary>Gets or sets one line that user interfaces show.</summary>
    public string? StaticSummary { get; set; }

    /// <summary>Gets or sets some lines that user interfaces show.</summary>
    public string? StaticDetails { get; set; }

    /// <summary>Gets or sets the priority.</summary>
    public Priority? Priority { get; set; }

    /// <summary>Gets or sets the options of the call.</summary>
    public RpcOptions? Rpc { get; set; }

    /// <inheritdoc />
    public virtual object Clone()
    {
        var copy = (StartActivityOptions)MemberwiseClone();
        copy.Rpc = (RpcOptions?)Rpc?.Clone();
        return copy;
    }
}
