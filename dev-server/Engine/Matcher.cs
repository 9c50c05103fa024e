namespace DirectedExecution.DevServer.Engine;

/// <summary>Brings tasks and pollers together, first come first served, priority before age.</summary>
internal sealed class Matcher
{
    private const int QueuesBeforeCleaning = 1000;
    private const int DefaultPriority = 3;

    private readonly Dictionary<TaskQueueKey, TaskQueueState> queues = [];
    private readonly Queue<TaskQueueKey> touched = new();

    public void Enqueue(QueuedTask task, int priorityKey = DefaultPriority)
    {
        Get(task.Queue).Enqueue(task, priorityKey == 0 ? DefaultPriority : priorityKey);
        touched.Enqueue(task.Queue);
    }

    public void AddPoller(Poller poller, DateTimeOffset now)
    {
        if (queues.Count > QueuesBeforeCleaning)
        {
            Clean(now);
        }

        Get(poller.Queue).AddPoller(poller, now);
        touched.Enqueue(poller.Queue);
    }

    /// <summary>A poll ended without a task, or with one: its worker was there until now.</summary>
    public void NotePollEnd(Poller poller, DateTimeOffset now) => Get(poller.Queue).Note(poller.Identity, now);

    /// <summary>Somebody waits at the queue, or did within the last ten seconds.</summary>
    public bool IsStickyQueueServed(TaskQueueKey key, DateTimeOffset now) =>
        queues.TryGetValue(key, out var queue) &&
        (queue.HasWaitingPoller || (queue.LastPoll is { } last && now - last <= Limits.StickyPollerMemory));

    /// <summary>Takes waiting pollers out of all queues of a namespace; they are the caller's to answer.</summary>
    public IReadOnlyList<Poller> TakePollers(string namespaceId, Func<Poller, bool> isWanted) =>
        [.. queues
            .Where(entry => entry.Key.NamespaceId == namespaceId)
            .SelectMany(entry => entry.Value.TakePollers(isWanted))];

    /// <summary>Forgets who polled the queue; returns the tasks that wait there.</summary>
    public IReadOnlyList<QueuedTask> ForgetPollers(TaskQueueKey key)
    {
        if (!queues.TryGetValue(key, out var queue))
        {
            return [];
        }

        queue.ForgetPollers();
        return queue.Live;
    }

    public TaskQueueDescription Describe(TaskQueueKey key, DateTimeOffset now, DateTimeOffset callersNow) =>
        queues.TryGetValue(key, out var queue)
            ? queue.Describe(now, callersNow)
            : new TaskQueueDescription([], 0, TimeSpan.Zero);

    /// <summary>
    /// Hands over until no touched queue has both a task and a poller. <paramref name="handOver"/> says no for stale
    /// tasks.
    /// </summary>
    public void Pump(Func<QueuedTask, Poller, bool> handOver)
    {
        while (touched.TryDequeue(out var key))
        {
            var queue = Get(key);
            while (queue.TakePair() is var (task, poller))
            {
                if (!handOver(task, poller))
                {
                    queue.PutBack(poller);
                }
            }
        }
    }

    private TaskQueueState Get(TaskQueueKey key)
    {
        if (!queues.TryGetValue(key, out var queue))
        {
            queues[key] = queue = new TaskQueueState();
        }

        return queue;
    }

    private void Clean(DateTimeOffset now)
    {
        foreach (var key in queues.Where(entry => entry.Value.IsForgettable(now)).Select(entry => entry.Key).ToList())
        {
            queues.Remove(key);
        }
    }
}
