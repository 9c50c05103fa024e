namespace Temporalio.Worker.WorkflowTasks;

/// <summary>
/// The runs of one worker: one task at a time each, at most a given number cached, the least recently used idle one
/// goes first. Synchronous and without I/O; the caller locks and carries out the steps.
/// </summary>
/// <param name="capacity">Runs to keep; with zero every run is dropped after each task.</param>
internal sealed class RunTable(int capacity)
{
    private readonly Dictionary<string, LinkedListNode<RunEntry>> entries = new(StringComparer.Ordinal);

    // Least recently used first.
    private readonly LinkedList<RunEntry> order = new();
    private readonly Queue<PolledWorkflowTask> waitingForRoom = new();

    public int Count => entries.Count;

    /// <summary>Takes a task from the server.</summary>
    public RunTableStep Offer(PolledWorkflowTask task)
    {
        var step = new RunTableStep();
        if (!TryPlace(task, step))
        {
            waitingForRoom.Enqueue(task);
        }
        return step;
    }

    /// <summary>Notes that the task of a run is answered.</summary>
    /// <param name="entry">The run.</param>
    /// <param name="followUp">The next task, when the answer brought one; it has the slot of the one before.</param>
    /// <param name="keep">Whether the state is still good.</param>
    public RunTableStep Finish(RunEntry entry, PolledWorkflowTask? followUp, bool keep)
    {
        var step = new RunTableStep();
        if ((!keep || (capacity == 0 && followUp == null)) && entry.Run is { } run)
        {
            step.Evict.Add(run);
            entry.Run = null;
        }
        if (followUp != null && entry.Backlog.Offer(followUp) is { } replaced)
        {
            step.Dropped.Add(replaced);
        }
        if (entry.Backlog.Next() is { } next)
        {
            step.Start.Add((entry, next));
            return step;
        }
        entry.IsBusy = false;
        if (entry.Run == null)
        {
            Remove(entry);
        }
        while (waitingForRoom.TryPeek(out var waiting) && TryPlace(waiting, step))
        {
            waitingForRoom.Dequeue();
        }
        return step;
    }

    /// <summary>Drops everything that is idle, at the end.</summary>
    public RunTableStep Clear()
    {
        var step = new RunTableStep();
        foreach (var entry in order.Where(e => !e.IsBusy).ToList())
        {
            Evict(entry, step);
        }
        return step;
    }

    private bool TryPlace(PolledWorkflowTask task, RunTableStep step)
    {
        if (entries.TryGetValue(task.RunId, out var known))
        {
            order.Remove(known);
            order.AddLast(known);
            PlaceOn(known.Value, task, step);
            return true;
        }
        if (capacity > 0 && entries.Count >= capacity)
        {
            if (order.FirstOrDefault(e => !e.IsBusy) is not { } victim)
            {
                return false;
            }
            Evict(victim, step);
        }
        var entry = new RunEntry(task.RunId);
        entries[task.RunId] = order.AddLast(entry);
        PlaceOn(entry, task, step);
        return true;
    }

    private static void PlaceOn(RunEntry entry, PolledWorkflowTask task, RunTableStep step)
    {
        if (!entry.IsBusy)
        {
            entry.IsBusy = true;
            step.Start.Add((entry, task));
        }
        else if (entry.Backlog.Offer(task) is { } replaced)
        {
            step.Dropped.Add(replaced);
        }
    }

    private void Evict(RunEntry entry, RunTableStep step)
    {
        if (entry.Run is { } run)
        {
            step.Evict.Add(run);
            entry.Run = null;
        }
        Remove(entry);
    }

    private void Remove(RunEntry entry)
    {
        if (entries.Remove(entry.RunId, out var node))
        {
            order.Remove(node);
        }
    }
}
