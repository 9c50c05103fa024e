using Temporalio.Api.Enums.V1;
using Temporalio.Replay;

namespace Temporalio.Worker.LocalActivityTasks;

/// <summary>When a local activity times out, and how. Pure.</summary>
/// <param name="request">The activity.</param>
internal sealed class LocalActivityLimits(LocalActivityRequest request)
{
    /// <summary>When all attempts together are out of time; null for never.</summary>
    public DateTimeOffset? Close { get; } =
        request.OriginalScheduleTime?.ToDateTimeOffset() + request.ScheduleToCloseTimeout;

    /// <summary>Gets the limit of one attempt, as its code gets to know it.</summary>
    public TimeSpan? StartToClose => AtMostToClose(request.StartToCloseTimeout) ?? request.ScheduleToCloseTimeout;

    /// <summary>When an attempt that waits for a slot is out of time.</summary>
    /// <param name="queued">Since when it waits.</param>
    public (DateTimeOffset? Due, TimeoutType Type) Start(DateTimeOffset queued) =>
        Sooner(queued + AtMostToClose(request.ScheduleToStartTimeout), TimeoutType.ScheduleToStart);

    /// <summary>When an attempt that runs is out of time.</summary>
    /// <param name="started">Since when it runs.</param>
    public (DateTimeOffset? Due, TimeoutType Type) End(DateTimeOffset started) =>
        Sooner(started + AtMostToClose(request.StartToCloseTimeout), TimeoutType.StartToClose);

    private TimeSpan? AtMostToClose(TimeSpan? limit) =>
        limit > request.ScheduleToCloseTimeout ? request.ScheduleToCloseTimeout : limit;

    private (DateTimeOffset? Due, TimeoutType Type) Sooner(DateTimeOffset? due, TimeoutType type) =>
        due is null || Close <= due ? (Close, TimeoutType.ScheduleToClose) : (due, type);
}
