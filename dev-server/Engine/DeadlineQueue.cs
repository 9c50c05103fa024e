namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// What is to be looked at when. Entries are never removed: one that no longer holds is skipped when it comes up, so
/// whoever puts one in checks the moment again when called.
/// </summary>
internal sealed class DeadlineQueue
{
    private readonly PriorityQueue<object, (DateTimeOffset Due, long Order)> entries = new();
    private long order;

    public DateTimeOffset? Next => entries.TryPeek(out _, out var key) ? key.Due : null;

    /// <param name="due">When.</param>
    /// <param name="subject">A run key, a ticket or a query: whatever the engine looks at then.</param>
    public void Add(DateTimeOffset due, object subject) => entries.Enqueue(subject, (due, order++));

    public object? TakeDue(DateTimeOffset now) =>
        entries.TryPeek(out _, out var key) && key.Due <= now ? entries.Dequeue() : null;
}
