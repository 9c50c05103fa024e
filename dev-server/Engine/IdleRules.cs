using DirectedExecution.DevServer.Engine.Schedules;
using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// What skipping time asks: is anything under way that takes real time, and when does the next thing happen by itself.
/// </summary>
internal sealed class IdleRules(EngineCore core)
{
    /// <summary>
    /// How many activities wait for a worker or are with one. One between two attempts is none of them, nor is a paused
    /// one.
    /// </summary>
    public int ActivitiesUnderWay =>
        core.Runs.Loaded.Where(run => run.IsOpen).Sum(run => run.State.Activities.Values.Count(IsUnderWay));

    /// <summary>
    /// No workflow task is pending, no query waits for its answer, and no more activities are under way than have let
    /// go of the time themselves.
    /// </summary>
    public bool IsIdle(int lettingGo) => !core.Queries.IsAnyWaiting &&
        !core.Runs.Loaded.Any(run =>
            run.IsOpen && WorkflowTaskMachine.Of(run.State) != WorkflowTaskStatus.None) &&
        ActivitiesUnderWay <= lettingGo;

    /// <summary>When the next thing changes by itself; null for never.</summary>
    public DateTimeOffset? NextChange => core.DeadlineQueue.DropUntil((subject, due) => subject switch
    {
        RunKey key => core.Runs.FindLoaded(key) is { IsOpen: true } run && run.Deadline == due,
        ScheduleDue schedule => core.Schedules.IsDue(schedule.Key, due),
        _ => true,
    });

    private bool IsUnderWay(ActivityState activity) => ActivityMachine.Of(activity) switch
    {
        ActivityStatus.Paused => false,
        ActivityStatus.Waiting => activity.ScheduledTime.ToDateTimeOffset() <= core.Now,
        _ => true,
    };
}
