using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.TaskQueue.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// One task queue: waiting tasks by priority and arrival, waiting pollers by arrival, and who has polled.
/// </summary>
internal sealed class TaskQueueState
{
    private const double UnlimitedRate = 100_000;

    private readonly PriorityQueue<QueuedTask, (int Priority, long Arrival)> tasks = new();
    private readonly LinkedList<Poller> pollers = new();
    private readonly Dictionary<string, DateTimeOffset> seen = [];
    private long arrivals;

    /// <summary>The last moment at which somebody was seen polling; null for never or forgotten.</summary>
    public DateTimeOffset? LastPoll { get; private set; }

    public bool HasWaitingPoller
    {
        get
        {
            DropDeadPollers();
            return pollers.Count > 0;
        }
    }

    /// <summary>Nothing waits here and nobody came lately.</summary>
    public bool IsForgettable(DateTimeOffset now) =>
        !HasWaitingPoller && Live.Count == 0 && (LastPoll is null || now - LastPoll > Limits.PollerMemory);

    public List<QueuedTask> Live => [.. tasks.UnorderedItems.Select(item => item.Element).Where(task => !task.IsDead)];

    public void Enqueue(QueuedTask task, int priority) => tasks.Enqueue(task, (priority, arrivals++));

    public void AddPoller(Poller poller, DateTimeOffset now)
    {
        pollers.AddLast(poller);
        Note(poller.Identity, now);
    }

    public void Note(string identity, DateTimeOffset now)
    {
        LastPoll = now;
        seen[identity] = now;
    }

    public IReadOnlyList<Poller> TakePollers(Func<Poller, bool> isWanted)
    {
        DropDeadPollers();
        var taken = pollers.Where(isWanted).ToList();
        taken.ForEach(poller => pollers.Remove(poller));
        return taken;
    }

    public void ForgetPollers()
    {
        LastPoll = null;
        seen.Clear();
    }

    /// <summary>Takes the next task and the longest waiting poller, if there are both.</summary>
    public (QueuedTask Task, Poller Poller)? TakePair()
    {
        while (tasks.TryPeek(out var task, out _) && task.IsDead)
        {
            tasks.Dequeue();
        }

        DropDeadPollers();
        if (tasks.Count == 0 || pollers.First is not { } first)
        {
            return null;
        }

        pollers.RemoveFirst();
        return (tasks.Dequeue(), first.Value);
    }

    /// <summary>Puts a poller back to the front: the task it was to get had gone.</summary>
    public void PutBack(Poller poller) => pollers.AddFirst(poller);

    public TaskQueueDescription Describe(DateTimeOffset now, DateTimeOffset callersNow)
    {
        var longAgo = seen.Where(entry => callersNow - entry.Value > Limits.PollerMemory).Select(entry => entry.Key);
        foreach (var gone in longAgo.ToList())
        {
            seen.Remove(gone);
        }

        var infos = seen.Select(entry => new PollerInfo
        {
            Identity = entry.Key,
            LastAccessTime = Timestamp.FromDateTimeOffset(entry.Value),
            RatePerSecond = UnlimitedRate,
        });
        var live = Live;
        var oldest = live.Count == 0 ? TimeSpan.Zero : now - live.Min(task => task.EnqueuedAt);
        return new TaskQueueDescription([.. infos], live.Count, oldest);
    }

    /// <summary>
    /// When the last one hung up, nobody is remembered: a worker that was killed is gone at once, not ten seconds
    /// later. One that only lost its connection polls again.
    /// </summary>
    private void DropDeadPollers()
    {
        var hungUp = false;
        for (var node = pollers.First; node is not null;)
        {
            var next = node.Next;
            if (node.Value.Ticket.IsDone)
            {
                hungUp |= node.Value.Ticket.IsAbandoned;
                pollers.Remove(node);
            }

            node = next;
        }

        if (hungUp && pollers.Count == 0)
        {
            LastPoll = null;
        }
    }
}
