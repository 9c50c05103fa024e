using DirectedExecution.DevServer.Engine.Schedules.Spec;
using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>A schedule in memory; never changed, only replaced.</summary>
/// <param name="State">Its stored state.</param>
/// <param name="Spec">When it acts; follows from the state.</param>
internal sealed record ScheduleEntry(StoredSchedule State, CompiledSpec Spec)
{
    /// <summary>The layout version of the stored state that this code writes and reads.</summary>
    public const int Layout = 1;

    public ScheduleKey Key => new(State.NamespaceId, State.ScheduleId);

    public bool IsOpen => State.Status == WorkflowExecutionStatus.Running;

    /// <summary>The schedule after this arrow: it does nothing more.</summary>
    public ScheduleEntry Closed(ScheduleTrigger trigger, DateTimeOffset now)
    {
        var state = State.Clone();
        Close(state, trigger, now);
        return this with { State = state };
    }

    public static void Close(StoredSchedule state, ScheduleTrigger trigger, DateTimeOffset now)
    {
        state.Status = ScheduleMachine.Table.Next(state.Status, trigger);
        state.CloseTime = now.ToStamp();
        state.NextWakeTime = null;
    }
}
