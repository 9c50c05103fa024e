using Temporalio.Api.Enums.V1;
using Temporalio.Common;

namespace Temporalio.Client;

/// <summary>
/// An activity without a workflow, as lists show it. Never made by this SDK, which does not support them.
/// </summary>
public class ActivityExecution
{
    private protected ActivityExecution()
    {
    }

    /// <summary>Gets the activity id.</summary>
    public string ActivityId { get; private protected init; } = string.Empty;

    /// <summary>Gets the run id.</summary>
    public string? ActivityRunId { get; private protected init; }

    /// <summary>Gets the activity type.</summary>
    public string ActivityType { get; private protected init; } = string.Empty;

    /// <summary>Gets the namespace.</summary>
    public string Namespace { get; private protected init; } = string.Empty;

    /// <summary>Gets the task queue.</summary>
    public string TaskQueue { get; private protected init; } = string.Empty;

    /// <summary>Gets the state.</summary>
    public ActivityExecutionStatus Status { get; private protected init; }

    /// <summary>Gets when it was scheduled.</summary>
    public DateTime ScheduledTime { get; private protected init; }

    /// <summary>Gets when it was closed; null while it is open.</summary>
    public DateTime? CloseTime { get; private protected init; }

    /// <summary>Gets how long it took; null while it is open.</summary>
    public TimeSpan? ExecutionDuration { get; private protected init; }

    /// <summary>Gets how often its state changed.</summary>
    public long StateTransitionCount { get; private protected init; }

    /// <summary>Gets the search attributes.</summary>
    public SearchAttributeCollection TypedSearchAttributes { get; private protected init; } =
        SearchAttributeCollection.Empty;
}
