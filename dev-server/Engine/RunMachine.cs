using Temporalio.Api.Enums.V1;
using Status = Temporalio.Api.Enums.V1.WorkflowExecutionStatus;

namespace DirectedExecution.DevServer.Engine;

/// <summary>The life of a run: it ends once, in one of six ways.</summary>
internal static class RunMachine
{
    /// <summary>The trigger of each arrow is its target.</summary>
    public static readonly MachineTable<WorkflowExecutionStatus, WorkflowExecutionStatus> Table = new(
        (Status.Running, Status.Completed, Status.Completed),
        (Status.Running, Status.Failed, Status.Failed),
        (Status.Running, Status.Canceled, Status.Canceled),
        (Status.Running, Status.Terminated, Status.Terminated),
        (Status.Running, Status.ContinuedAsNew, Status.ContinuedAsNew),
        (Status.Running, Status.TimedOut, Status.TimedOut));

    /// <summary>Asserts that the arrow exists.</summary>
    public static void Check(WorkflowExecutionStatus from, WorkflowExecutionStatus to) => Table.Next(from, to);
}
