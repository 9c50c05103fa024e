using DirectedExecution.DevServer.Engine.State;
using static DirectedExecution.DevServer.Engine.ActivityStatus;
using static DirectedExecution.DevServer.Engine.ActivityTrigger;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The life of an activity. Completing by id works on one that nobody has taken, paused or not: it is started and
/// completed at once.
/// </summary>
internal static class ActivityMachine
{
    public static readonly MachineTable<ActivityStatus, ActivityTrigger> Table = new(
        (Waiting, Start, Started),
        (Waiting, CancelUnstarted, Closed),
        (Waiting, TimeOut, Closed),
        (Started, Heartbeat, Started),
        (Started, Retry, Waiting),
        (Started, Complete, Closed),
        (Started, Fail, Closed),
        (Started, Cancel, Closed),
        (Started, TimeOut, Closed),
        (Waiting, Pause, Paused),
        (Started, Pause, PauseRequested),
        (Paused, Unpause, Waiting),
        (PauseRequested, Unpause, Started),
        (Paused, Start, PauseRequested),
        (Paused, CancelUnstarted, Closed),
        (PauseRequested, Heartbeat, PauseRequested),
        (PauseRequested, Retry, Paused),
        (PauseRequested, Complete, Closed),
        (PauseRequested, Fail, Closed),
        (PauseRequested, Cancel, Closed),
        (Waiting, Reset, Waiting),
        (Started, Reset, Started),
        (Paused, Reset, Waiting),
        (Paused, ResetPaused, Paused),
        (PauseRequested, Reset, PauseRequested),
        (Waiting, ChangeOptions, Waiting),
        (Started, ChangeOptions, Started),
        (Paused, ChangeOptions, Paused),
        (PauseRequested, ChangeOptions, PauseRequested));

    public static ActivityStatus Of(ActivityState activity) => (activity.StartedTime, activity.PauseInfo) switch
    {
        (null, null) => Waiting,
        (null, _) => Paused,
        (_, null) => Started,
        _ => PauseRequested,
    };

    /// <summary>Asserts that the arrow exists.</summary>
    public static void Check(ActivityState activity, ActivityTrigger trigger) => Table.Next(Of(activity), trigger);
}
