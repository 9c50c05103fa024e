namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// What is to be looked at when: changes of runs on the time of the runs, waiting calls on the time of their callers
/// (the two differ only where time was skipped). Entries are never removed: one that no longer holds is skipped when it
/// comes up, so whoever puts one in checks the moment again when called.
/// </summary>
internal sealed class DeadlineQueue
{
    private readonly PriorityQueue<object, (DateTimeOffset Due, long Order)> changes = new();
    private readonly PriorityQueue<Expiry, (DateTimeOffset Due, long Order)> expiries = new();
    private long order;

    /// <summary>On the time of the runs.</summary>
    public DateTimeOffset? NextChange => changes.TryPeek(out _, out var key) ? key.Due : null;

    /// <summary>On the time of the callers.</summary>
    public DateTimeOffset? NextExpiry => expiries.TryPeek(out _, out var key) ? key.Due : null;

    /// <param name="due">When: for an <see cref="Expiry"/> on the callers' time, else on that of the runs.</param>
    /// <param name="subject">A run key, an expiry, the end of a retention: whatever the engine looks at then.</param>
    public void Add(DateTimeOffset due, object subject)
    {
        if (subject is Expiry expiry)
        {
            expiries.Enqueue(expiry, (due, order++));
        }
        else
        {
            changes.Enqueue(subject, (due, order++));
        }
    }

    public object? TakeChange(DateTimeOffset now) =>
        changes.TryPeek(out _, out var key) && key.Due <= now ? changes.Dequeue() : null;

    public Expiry? TakeExpiry(DateTimeOffset callersNow) =>
        expiries.TryPeek(out _, out var key) && key.Due <= callersNow ? expiries.Dequeue() : null;

    /// <summary>The next change that still holds; those before it that do not are dropped.</summary>
    public DateTimeOffset? DropUntil(Func<object, DateTimeOffset, bool> holds)
    {
        while (changes.TryPeek(out var subject, out var key))
        {
            if (holds(subject, key.Due))
            {
                return key.Due;
            }

            changes.Dequeue();
        }

        return null;
    }
}
