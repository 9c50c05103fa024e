using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine.Batches;

/// <summary>A batch operation in memory; never changed, only replaced.</summary>
/// <param name="State">Its stored state.</param>
/// <param name="Targets">The runs it is for; none when it is over.</param>
internal sealed record BatchJob(BatchState State, IReadOnlyList<WorkflowExecution> Targets)
{
    /// <summary>The layout version of the stored state that this code writes and reads.</summary>
    public const int Layout = 1;

    public BatchKey Key => new(State.NamespaceId, State.JobId);

    public bool IsRunning => State.Status == BatchOperationState.Running;

    /// <summary>The job after this arrow.</summary>
    public BatchJob After(BatchTrigger trigger, DateTimeOffset now, Action<BatchState> change)
    {
        var state = State.Clone();
        state.Status = BatchMachine.Table.Next(State.Status, trigger);
        change(state);
        if (state.Status == BatchOperationState.Running)
        {
            return this with { State = state };
        }

        state.CloseTime = now.ToStamp();
        return new BatchJob(state, []);
    }
}
