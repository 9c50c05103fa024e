using DirectedExecution.DevServer.Storage;

namespace DirectedExecution.DevServer.Engine;

/// <summary>An entry of a task queue: never stored, always rebuilt from the state of runs.</summary>
/// <param name="kind">What it is.</param>
/// <param name="run">Whose it is.</param>
/// <param name="queue">Where it waits.</param>
/// <param name="scheduledEventId">The activity's scheduled id; 0 for workflow tasks and queries.</param>
/// <param name="version">Changes when the entry stands for another attempt.</param>
/// <param name="queryId">The query, for queries.</param>
/// <param name="enqueuedAt">Since when it waits.</param>
internal sealed class QueuedTask(
    TaskKind kind,
    RunKey run,
    TaskQueueKey queue,
    long scheduledEventId,
    string version,
    string queryId,
    DateTimeOffset enqueuedAt)
{
    public TaskKind Kind { get; } = kind;

    public RunKey Run { get; } = run;

    public TaskQueueKey Queue { get; } = queue;

    public long ScheduledEventId { get; } = scheduledEventId;

    public string Version { get; } = version;

    public string QueryId { get; } = queryId;

    public DateTimeOffset EnqueuedAt { get; } = enqueuedAt;

    /// <summary>Taken or overtaken by events: to be dropped when it comes up.</summary>
    public bool IsDead { get; set; }
}
