using DirectedExecution.DevServer.Engine.State;
using static DirectedExecution.DevServer.Engine.ActivityStatus;
using static DirectedExecution.DevServer.Engine.ActivityTrigger;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The life of an activity. Completing by id works on one that nobody has taken: it is started and completed at once.
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
        (Started, TimeOut, Closed));

    public static ActivityStatus Of(ActivityState activity) => activity.StartedTime is null ? Waiting : Started;

    /// <summary>Asserts that the arrow exists.</summary>
    public static void Check(ActivityState activity, ActivityTrigger trigger) => Table.Next(Of(activity), trigger);
}
