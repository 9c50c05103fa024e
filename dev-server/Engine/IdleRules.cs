using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// What skipping time asks: is anything under way that takes real time, and when does the next thing happen by itself.
/// </summary>
internal sealed class IdleRules(EngineCore core)
{
    /// <summary>
    /// No workflow task is pending, no activity waits for a worker or is with one, no query waits for its answer. An
    /// activity between two attempts is idle, and so is a paused one.
    /// </summary>
    public bool IsIdle => !core.Queries.IsAnyWaiting && !core.Runs.Loaded.Any(IsBusy);

    /// <summary>When the next run changes by itself; null for never.</summary>
    public DateTimeOffset? NextChange => core.DeadlineQueue.DropUntil(
        (subject, due) =>
            subject is not RunKey key || (core.Runs.FindLoaded(key) is { IsOpen: true } run && run.Deadline == due));

    private bool IsBusy(Run run) => run.IsOpen &&
        (WorkflowTaskMachine.Of(run.State) != WorkflowTaskStatus.None ||
        run.State.Activities.Values.Any(IsBusy));

    private bool IsBusy(ActivityState activity) => ActivityMachine.Of(activity) switch
    {
        ActivityStatus.Paused => false,
        ActivityStatus.Waiting => activity.ScheduledTime.ToDateTimeOffset() <= core.Now,
        _ => true,
    };
}
