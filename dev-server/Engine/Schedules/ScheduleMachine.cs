using static DirectedExecution.DevServer.Engine.Schedules.ScheduleTrigger;
using static Temporalio.Api.Enums.V1.WorkflowExecutionStatus;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>
/// The life of a schedule, in the words for the hidden run that it officially is: one that is deleted is terminated,
/// one that has had nothing to do for long completes.
/// </summary>
internal static class ScheduleMachine
{
    public static readonly MachineTable<Temporalio.Api.Enums.V1.WorkflowExecutionStatus, ScheduleTrigger> Table = new(
        (Running, Delete, Terminated),
        (Running, Expire, Completed));
}
