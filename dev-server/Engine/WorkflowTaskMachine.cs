using DirectedExecution.DevServer.Engine.State;
using static DirectedExecution.DevServer.Engine.WorkflowTaskStatus;
using static DirectedExecution.DevServer.Engine.WorkflowTaskTrigger;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The life of a workflow task. A scheduled task times out only on a sticky queue or when it is there for an update
/// alone; Drop is the close of the run under a worker's hands; Discard takes a task for an update back that came to
/// nothing.
/// </summary>
internal static class WorkflowTaskMachine
{
    public static readonly MachineTable<WorkflowTaskStatus, WorkflowTaskTrigger> Table = new(
        (None, Schedule, Scheduled),
        (Scheduled, Start, Started),
        (Scheduled, TimeOut, None),
        (Started, Complete, None),
        (Started, Fail, None),
        (Started, TimeOut, None),
        (Started, Drop, None),
        (Scheduled, Discard, None),
        (Started, Discard, None));

    public static WorkflowTaskStatus Of(RunState state) => state.WorkflowTask switch
    {
        null => None,
        { StartedTime: null } => Scheduled,
        _ => Started,
    };

    /// <summary>Asserts that the arrow exists.</summary>
    public static void Check(RunState state, WorkflowTaskTrigger trigger) => Table.Next(Of(state), trigger);
}
