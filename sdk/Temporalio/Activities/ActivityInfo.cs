using System.Text.Json.Serialization;
using Temporalio.Api.Common.V1;
using Temporalio.Common;
using Temporalio.Converters;
using RetryPolicy = Temporalio.Common.RetryPolicy;
using Priority = Temporalio.Common.Priority;

namespace Temporalio.Activities;

/// <summary>What is known about the attempt that runs. Times are UTC; a timeout that is not set is null.</summary>
/// <param name="ActivityId">Id of the activity within its workflow run.</param>
/// <param name="ActivityType">Name of the activity.</param>
/// <param name="Attempt">Number of this attempt, from 1.</param>
/// <param name="CurrentAttemptScheduledTime">When this attempt was scheduled.</param>
/// <param name="DataConverter">Converter of this activity's values.</param>
/// <param name="HeartbeatDetails">What the attempt before reported last; empty when nothing.</param>
/// <param name="HeartbeatTimeout">Longest silence between two heartbeats.</param>
/// <param name="IsLocal">Whether this is a local activity.</param>
/// <param name="Namespace">Namespace of the worker.</param>
/// <param name="Priority">Priority of the task.</param>
/// <param name="RetryPolicy">Retry policy that the server applies, when it told.</param>
/// <param name="ScheduleToCloseTimeout">Limit over all attempts.</param>
/// <param name="ScheduledTime">When the first attempt was scheduled.</param>
/// <param name="StartToCloseTimeout">Limit of this attempt.</param>
/// <param name="StartedTime">When this attempt started.</param>
/// <param name="TaskQueue">Task queue that it came from.</param>
/// <param name="TaskToken">Token that names this attempt to the server.</param>
/// <param name="WorkflowId">Id of the workflow; null without one.</param>
/// <param name="WorkflowNamespace">Namespace of the workflow; null without one.</param>
/// <param name="WorkflowRunId">Run of the workflow; null without one.</param>
/// <param name="WorkflowType">Type of the workflow; null without one.</param>
public record ActivityInfo(
    string ActivityId,
    string ActivityType,
    int Attempt,
    DateTime CurrentAttemptScheduledTime,
    [property: JsonIgnore] DataConverter DataConverter,
    IReadOnlyCollection<Payload> HeartbeatDetails,
    TimeSpan? HeartbeatTimeout,
    bool IsLocal,
    string Namespace,
    Priority Priority,
    RetryPolicy? RetryPolicy,
    TimeSpan? ScheduleToCloseTimeout,
    DateTime ScheduledTime,
    TimeSpan? StartToCloseTimeout,
    DateTime StartedTime,
    string TaskQueue,
    byte[] TaskToken,
    string? WorkflowId,
    string? WorkflowNamespace,
    string? WorkflowRunId,
    string? WorkflowType)
{
    /// <summary>Gets a value indicating whether a workflow scheduled this activity.</summary>
    public bool IsWorkflowActivity => WorkflowId != null;

    /// <summary>Gets the identifiers that log entries of this attempt carry.</summary>
    internal IReadOnlyDictionary<string, object> LoggerScope => new Dictionary<string, object>
    {
        ["ActivityId"] = ActivityId,
        ["ActivityType"] = ActivityType,
        ["Attempt"] = Attempt,
        ["Namespace"] = Namespace,
        ["TaskQueue"] = TaskQueue,
        ["WorkflowId"] = WorkflowId ?? string.Empty,
        ["RunId"] = WorkflowRunId ?? string.Empty,
        ["WorkflowType"] = WorkflowType ?? string.Empty,
    };

    /// <summary>Converts one value that the attempt before reported with its last heartbeat.</summary>
    /// <typeparam name="T">Type to convert to.</typeparam>
    /// <param name="index">Index among the details, from 0.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such detail.</exception>
    public Task<T> HeartbeatDetailAtAsync<T>(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, HeartbeatDetails.Count);
        return DataConverter.ToValueAsync<T>(HeartbeatDetails.ElementAt(index));
    }
}
