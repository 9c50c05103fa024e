namespace Temporalio.Worker;

/// <summary>Workflow code did not give way.</summary>
internal sealed class WorkflowRunDeadlockException(TimeSpan limit) : Exception(
    $"[TMPRL1101] Potential deadlock detected, workflow deadlocked: its code did not yield within {limit.TotalSeconds} seconds. " +
    "It must not block: no waiting on tasks, locks or I/O, no long computations");
