using Temporalio.Api.Enums.V1;
using static Temporalio.Api.Enums.V1.WorkflowExecutionStatus;

namespace DirectedExecution.DevServer.Engine;

/// <summary>The life of a run: it ends once, in one of six ways.</summary>
internal static class RunMachine
{
    /// <summary>The trigger of each arrow is its target.</summary>
    public static readonly MachineTable<WorkflowExecutionStatus, WorkflowExecutionStatus> Table = new(
        (Running, Completed, Completed),
        (Running, Failed, Failed),
        (Running, Canceled, Canceled),
        (Running, Terminated, Terminated),
        (Running, ContinuedAsNew, ContinuedAsNew),
        (Running, TimedOut, TimedOut));

    /// <summary>Asserts that the arrow exists.</summary>
    public static void Check(WorkflowExecutionStatus from, WorkflowExecutionStatus to) => Table.Next(from, to);
}
