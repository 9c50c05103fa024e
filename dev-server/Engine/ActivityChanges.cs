using System.Text;
using DirectedExecution.DevServer.Engine.State;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Activity.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.TaskQueue.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// What an operator may change of a pending activity: field by field, or back to how it was scheduled.
/// </summary>
internal static class ActivityChanges
{
    private const string TaskQueue = "taskQueue.name";
    private const string InitialInterval = "retryPolicy.initialInterval";
    private const string BackoffCoefficient = "retryPolicy.backoffCoefficient";
    private const string MaximumInterval = "retryPolicy.maximumInterval";
    private const string MaximumAttempts = "retryPolicy.maximumAttempts";

    /// <param name="activity">The activity.</param>
    /// <param name="queue">Its task queue, as the reply shows it.</param>
    public static ActivityOptions Shown(ActivityState activity, TaskQueue queue) => new()
    {
        TaskQueue = queue,
        ScheduleToCloseTimeout = activity.ScheduleToCloseTimeout,
        ScheduleToStartTimeout = activity.ScheduleToStartTimeout,
        StartToCloseTimeout = activity.StartToCloseTimeout,
        HeartbeatTimeout = activity.HeartbeatTimeout,
        RetryPolicy = activity.RetryPolicy,
        Priority = activity.Priority,
    };

    /// <summary>
    /// The changed activity; the given one is not touched. Paths that mean no option are passed over, as officially.
    /// </summary>
    /// <exception cref="RpcError">INVALID_ARGUMENT: it could not be carried out so.</exception>
    public static ActivityState Merge(
        ActivityState activity, ActivityOptions wanted, IEnumerable<string> paths, TimeSpan runTimeout)
    {
        var named = paths.Select(ToCamelCase).ToHashSet(StringComparer.Ordinal);
        var changed = activity.Clone();
        if (named.Contains(TaskQueue))
        {
            StartChecks.CheckId(wanted.TaskQueue?.Name ?? string.Empty, "TaskQueue");
            changed.TaskQueue = wanted.TaskQueue!.Name;
        }

        SetTimeouts(changed, activity, wanted, named, runTimeout);
        SetRetryPolicy(changed, wanted, named);
        return changed;
    }

    /// <summary>The activity with the options that it was scheduled with.</summary>
    public static ActivityState Restore(ActivityState activity, ActivityTaskScheduledEventAttributes scheduled)
    {
        var restored = activity.Clone();
        restored.TaskQueue = scheduled.TaskQueue.Name;
        restored.ScheduleToCloseTimeout = scheduled.ScheduleToCloseTimeout;
        restored.ScheduleToStartTimeout = scheduled.ScheduleToStartTimeout;
        restored.StartToCloseTimeout = scheduled.StartToCloseTimeout;
        restored.HeartbeatTimeout = scheduled.HeartbeatTimeout;
        restored.RetryPolicy = scheduled.RetryPolicy;
        SetExpiration(restored);
        return restored;
    }

    private static void SetTimeouts(
        ActivityState changed, ActivityState before, ActivityOptions wanted, HashSet<string> named, TimeSpan runTimeout)
    {
        TimeSpan Chosen(string path, Duration? given, Duration? kept) => (named.Contains(path) ? given : kept).Read();
        var merged = new ActivityTimeouts(
            Chosen("scheduleToCloseTimeout", wanted.ScheduleToCloseTimeout, before.ScheduleToCloseTimeout),
            Chosen("scheduleToStartTimeout", wanted.ScheduleToStartTimeout, before.ScheduleToStartTimeout),
            Chosen("startToCloseTimeout", wanted.StartToCloseTimeout, before.StartToCloseTimeout),
            Chosen("heartbeatTimeout", wanted.HeartbeatTimeout, before.HeartbeatTimeout));
        if (merged.Fault is { } fault)
        {
            throw RpcError.InvalidArgument(fault);
        }

        var derived = merged.Complete(runTimeout);
        changed.ScheduleToCloseTimeout = derived.Whole.ToSpan();
        changed.ScheduleToStartTimeout = derived.Queued.ToSpan();
        changed.StartToCloseTimeout = derived.Running.ToSpan();
        changed.HeartbeatTimeout = derived.Heartbeat.ToSpan();
        SetExpiration(changed);
    }

    private static void SetRetryPolicy(ActivityState changed, ActivityOptions wanted, HashSet<string> named)
    {
        var policy = changed.RetryPolicy;
        var given = wanted.RetryPolicy ?? new();
        policy.InitialInterval = named.Contains(InitialInterval) ? given.InitialInterval : policy.InitialInterval;
        policy.BackoffCoefficient =
            named.Contains(BackoffCoefficient) ? given.BackoffCoefficient : policy.BackoffCoefficient;
        policy.MaximumInterval = named.Contains(MaximumInterval) ? given.MaximumInterval : policy.MaximumInterval;
        policy.MaximumAttempts = named.Contains(MaximumAttempts) ? given.MaximumAttempts : policy.MaximumAttempts;
        if (RetryRules.Fault(policy) is { } fault)
        {
            throw RpcError.InvalidArgument(fault);
        }

        changed.RetryPolicy = RetryRules.Complete(policy);
    }

    private static void SetExpiration(ActivityState activity)
    {
        var whole = activity.ScheduleToCloseTimeout.Read();
        activity.ExpirationTime =
            whole > TimeSpan.Zero ? (activity.FirstScheduledTime.ToDateTimeOffset() + whole).ToStamp() : null;
    }

    /// <summary>Paths come as <c>start_to_close_timeout</c> and as <c>startToCloseTimeout</c>.</summary>
    private static string ToCamelCase(string path)
    {
        var text = new StringBuilder(path.Length);
        for (var at = 0; at < path.Length; at++)
        {
            text.Append(path[at] == '_' && at + 1 < path.Length ? char.ToUpperInvariant(path[++at]) : path[at]);
        }

        return text.ToString();
    }
}
