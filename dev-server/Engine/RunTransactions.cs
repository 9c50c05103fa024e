using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// Ends what was done to a run: history batch, transition count, queue entries and deadline; at the end of the turn the
/// stored rows.
/// </summary>
internal sealed class RunTransactions(EngineCore core)
{
    /// <summary>Closes the transaction on a run. Several may follow each other in one turn.</summary>
    public void Close(Run run)
    {
        if (!run.IsChanged && !run.IsTouched)
        {
            return;
        }

        core.Queries.Settle(run);
        run.State.StateTransitionCount += run.IsChanged ? 1 : 0;
        run.IsChanged = false;
        run.IsTouched = false;
        if (run.NewEvents.Count > 0)
        {
            var bytes = new History { Events = { run.NewEvents } }.ToByteArray();
            core.Turn.Warnings.AddRange(LimitWatch.Look(run, bytes.Length));
            core.Turn.Batch.History.Add(new HistoryBatch(
                run.Key.RunId, run.NewEvents[0].EventId, run.NewEvents[^1].EventId, bytes));
            run.NewEvents.Clear();
        }

        if (!run.IsOpen)
        {
            core.Runs.NoteClosed(run);
        }

        core.Turn.Touched.Add(run);
        Reconcile(run);
    }

    /// <summary>Brings queue entries and the deadline of a run in line with its state.</summary>
    public void Reconcile(Run run)
    {
        var wanted = WantedTasks(run).ToDictionary(task => (task.Kind, task.ScheduledEventId));
        foreach (var (slot, queued) in run.Queued.ToList())
        {
            if (!wanted.TryGetValue(slot, out var task) || task.Version != queued.Version)
            {
                queued.IsDead = true;
                run.Queued.Remove(slot);
            }
        }

        foreach (var (slot, task) in wanted)
        {
            if (run.Queued.TryAdd(slot, task))
            {
                core.Matcher.Enqueue(task, PriorityOf(run.State, task));
            }
        }

        var next = Deadlines.Next(run.State, core.Now);
        if (next != run.Deadline)
        {
            run.Deadline = next;
            if (next is { } due)
            {
                core.DeadlineQueue.Add(due, run.Key);
            }
        }
    }

    /// <summary>Adds the rows of all touched runs to the batch.</summary>
    public void StoreTouched()
    {
        foreach (var run in core.Turn.Touched)
        {
            core.Turn.Batch.Runs.Add(new RunRow(run.Key, run.IsOpen, run.State.ToByteArray()));
            if (run.IsVisibilityChanged)
            {
                run.IsVisibilityChanged = false;
                core.Turn.Batch.Visibility.Add(new VisibilityRow(run.Key, ExecutionInfos.ForList(run.State)));
            }
        }
    }

    private static int PriorityOf(RunState state, QueuedTask task) => task.Kind == TaskKind.Activity
        ? state.Activities[task.ScheduledEventId].Priority?.PriorityKey ?? 0
        : state.Started.Priority?.PriorityKey ?? 0;

    private IEnumerable<QueuedTask> WantedTasks(Run run)
    {
        if (!run.IsOpen)
        {
            yield break;
        }

        if (run.State.WorkflowTask is { StartedTime: null } waiting)
        {
            var queue = new TaskQueueKey(run.Key.NamespaceId, waiting.TaskQueue.Name, TaskQueueType.Workflow);
            var scheduled = waiting.ScheduledTime.ToDateTimeOffset();
            yield return new QueuedTask(
                TaskKind.WorkflowTask, run.Key, queue, 0, $"{waiting.Attempt} {scheduled.Ticks} {queue.Name}",
                string.Empty, scheduled);
        }

        foreach (var activity in run.State.Activities.Values)
        {
            if (ActivityMachine.Of(activity) == ActivityStatus.Waiting &&
                activity.ScheduledTime.ToDateTimeOffset() <= core.Now)
            {
                var queue = new TaskQueueKey(run.Key.NamespaceId, activity.TaskQueue, TaskQueueType.Activity);
                yield return new QueuedTask(
                    TaskKind.Activity,
                    run.Key,
                    queue,
                    activity.ScheduledEventId,
                    $"{activity.Attempt} {queue.Name}",
                    string.Empty,
                    activity.ScheduledTime.ToDateTimeOffset());
            }
        }
    }
}
