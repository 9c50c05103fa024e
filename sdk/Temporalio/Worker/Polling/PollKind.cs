namespace Temporalio.Worker.Polling;

/// <summary>Which of the two queues of a worker a poll is for.</summary>
internal enum PollKind
{
    /// <summary>The task queue that all workers share.</summary>
    Normal,

    /// <summary>The queue of this worker instance alone: tasks of runs that it has in its cache.</summary>
    Sticky,
}
