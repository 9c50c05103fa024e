using Temporalio.Api.Enums.V1;
using Temporalio.Common;

namespace Temporalio.Client;

/// <summary>An activity without a workflow. Never made by this SDK, which does not support them.</summary>
public class ActivityExecutionDescription : ActivityExecution
{
    private protected ActivityExecutionDescription()
    {
    }

    /// <summary>Gets the attempt, from 1.</summary>
    public int Attempt { get; private protected init; }

    /// <summary>Gets the reason of the cancellation, where it was asked for.</summary>
    public string? CanceledReason { get; private protected init; }

    /// <summary>Gets how long the next attempt waits.</summary>
    public TimeSpan? CurrentRetryInterval { get; private protected init; }

    /// <summary>Gets when the time limits end it.</summary>
    public DateTime? ExpirationTime { get; private protected init; }

    /// <summary>Gets the longest time between heartbeats.</summary>
    public TimeSpan? HeartbeatTimeout { get; private protected init; }

    /// <summary>Gets when the last attempt ended.</summary>
    public DateTime? LastAttemptCompleteTime { get; private protected init; }

    /// <summary>Gets when the last heartbeat came.</summary>
    public DateTime? LastHeartbeatTime { get; private protected init; }

    /// <summary>Gets when the last attempt began.</summary>
    public DateTime? LastStartedTime { get; private protected init; }

    /// <summary>Gets who had the last attempt.</summary>
    public string? LastWorkerIdentity { get; private protected init; }

    /// <summary>Gets the token to wait for a change with.</summary>
    public byte[]? LongPollToken { get; private protected init; }

    /// <summary>Gets when the next attempt is due.</summary>
    public DateTime? NextAttemptScheduleTime { get; private protected init; }

    /// <summary>Gets how it is retried.</summary>
    public RetryPolicy? RetryPolicy { get; private protected init; }

    /// <summary>Gets how far the attempt is.</summary>
    public PendingActivityState RunState { get; private protected init; }

    /// <summary>Gets the time limit of all attempts together.</summary>
    public TimeSpan? ScheduleToCloseTimeout { get; private protected init; }

    /// <summary>Gets the time limit of waiting for a worker.</summary>
    public TimeSpan? ScheduleToStartTimeout { get; private protected init; }

    /// <summary>Gets the time limit of one attempt.</summary>
    public TimeSpan? StartToCloseTimeout { get; private protected init; }

    /// <summary>Gets the summary that the start gave.</summary>
    /// <returns>The summary.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<string?> GetStaticSummaryAsync() => throw Unsupported.StandaloneActivities();

    /// <summary>Gets the details that the start gave.</summary>
    /// <returns>The details.</returns>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Task<string?> GetStaticDetailsAsync() => throw Unsupported.StandaloneActivities();
}
