using DirectedExecution.DevServer.Storage;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Engine;

/// <summary>The ends of a turn, good and bad, and the beginning of all turns.</summary>
internal sealed class TurnEnd(EngineCore core, Dispatcher dispatcher)
{
    /// <summary>
    /// Rebuilds queues and deadlines from the stored states. Who polled which sticky queue is not known any more, so no
    /// run is sticky; and updates that were not accepted are gone, so a task made for one alone is too, unless a worker
    /// has it.
    /// </summary>
    public void Recover(StoreImage image)
    {
        core.Runs.Load(image);
        core.Removal.Schedule(image);
        core.Batches.Load(image);
        core.Schedules.Load(image);
        var byAge = core.Runs.Loaded.OrderBy(run => run.State.WorkflowTask?.ScheduledTime ?? run.State.StartTime);
        foreach (var run in byAge)
        {
            core.WorkflowTasks.ClearStickiness(run);
            core.WorkflowTasks.DiscardUnstarted(run);
            run.IsChanged = false;
            run.IsTouched = false;
            core.Transactions.Reconcile(run);
        }
    }

    public TurnOutput End()
    {
        do
        {
            while (core.Turn.FollowUps.TryDequeue(out var followUp))
            {
                followUp();
            }

            dispatcher.Pump();
        }
        while (core.Turn.FollowUps.Count > 0);

        foreach (var run in core.Turn.Touched)
        {
            core.Waits.Wake(run);
        }

        core.Transactions.StoreTouched();
        return Take();
    }

    public TurnOutput Abandon()
    {
        var lost = core.Turn;
        core.Turn = new Turn();
        var error = new RpcError(
            GrpcStatusCode.Unavailable, "The server met an unexpected error and took the change back.");
        core.Turn.Completions.AddRange(lost.Answered.Select(ticket => ticket.RefuseInstead(error)));
        foreach (var run in core.Runs.Loaded.ToList())
        {
            if (run.IsChanged || run.IsTouched || run.NewEvents.Count > 0 || lost.Touched.Contains(run))
            {
                Reload(run);
            }
        }

        core.Runs.RestorePointers(lost.PointersBefore);
        core.Batches.Restore(lost.BatchesBefore);
        core.Schedules.Restore(lost.SchedulesBefore);
        foreach (var key in lost.Deleted)
        {
            if (core.Runs.Find(key) is { IsOpen: true } stored)
            {
                core.Transactions.Reconcile(stored);
            }
        }

        return Take();
    }

    private void Reload(Run run)
    {
        foreach (var queued in run.Queued.Values)
        {
            queued.IsDead = true;
        }

        core.Updates.OnReloaded(run.Key);
        if (core.Runs.Reload(run.Key) is { IsOpen: true } stored)
        {
            core.Transactions.Reconcile(stored);
        }
    }

    private TurnOutput Take()
    {
        var turn = core.Turn;
        core.Runs.ForgetClosed();
        core.Turn = new Turn();
        return new TurnOutput(turn.Batch, turn.Completions, turn.Warnings);
    }
}
