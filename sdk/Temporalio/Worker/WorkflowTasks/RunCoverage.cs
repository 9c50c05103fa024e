namespace Temporalio.Worker.WorkflowTasks;

/// <summary>Whether a cached run is in the very state that a task goes on from. Pure.</summary>
internal static class RunCoverage
{
    /// <summary>Decides whether the cached run can take the task as it is.</summary>
    /// <param name="lastStartedEventId">What the cached run covers.</param>
    /// <param name="task">The task.</param>
    /// <returns>False when the run has to be built again from the start of its history.</returns>
    public static bool Covers(long lastStartedEventId, PolledWorkflowTask task)
    {
        var previous = task.Response.PreviousStartedEventId;
        if (task.IsQueryOnly)
        {
            // A newer state than the one that was asked about is right too: the query came before its answer.
            return lastStartedEventId > 0 && lastStartedEventId >= previous;
        }
        return lastStartedEventId > 0 && lastStartedEventId == previous && task.FirstEventId is { } first &&
            first <= lastStartedEventId + 1;
    }
}
