namespace DirectedExecution.DevServer.Engine;

/// <summary>The workers that have said goodbye lately: a poll of theirs may still come in.</summary>
internal sealed class DepartedWorkers
{
    private readonly Dictionary<string, DateTimeOffset> since = [];

    public void Add(string workerInstanceKey, DateTimeOffset now)
    {
        foreach (var old in since.Where(entry => IsOver(entry.Value, now)).Select(entry => entry.Key).ToList())
        {
            since.Remove(old);
        }

        since[workerInstanceKey] = now;
    }

    public bool Contains(string workerInstanceKey, DateTimeOffset now) =>
        since.TryGetValue(workerInstanceKey, out var departure) && !IsOver(departure, now);

    private static bool IsOver(DateTimeOffset departure, DateTimeOffset now) =>
        now - departure > Limits.DepartedWorkerMemory;
}
