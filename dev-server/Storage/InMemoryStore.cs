namespace DirectedExecution.DevServer.Storage;

/// <summary>
/// The store without a disk: the oracle that every other store is held against. <see cref="Recover"/> is what a crash
/// leaves.
/// </summary>
internal sealed class InMemoryStore : IStore
{
    private readonly InMemoryTables durable;
    private readonly InMemoryTables current;
    private readonly List<WriteBatch> uncommitted = [];

    public InMemoryStore()
        : this(new InMemoryTables())
    {
    }

    private InMemoryStore(InMemoryTables found)
    {
        durable = found;
        current = found.Copy();
    }

    public StoreImage Load() => current.ToImage();

    public void Apply(WriteBatch batch)
    {
        current.Apply(batch);
        uncommitted.Add(batch);
    }

    public void Commit()
    {
        foreach (var batch in uncommitted)
        {
            durable.Apply(batch);
        }

        uncommitted.Clear();
    }

    public RunRow? ReadRun(RunKey key) => current.Runs.GetValueOrDefault(key);

    public IReadOnlyList<HistoryBatch> ReadHistory(string runId, long fromEventId, long toEventId) =>
        current.History.TryGetValue(runId, out var batches)
            ? batches.FindAll(batch => batch.LastEventId >= fromEventId && batch.FirstEventId <= toEventId)
            : [];

    /// <summary>A store that holds what was committed and nothing else, as after a crash of this one.</summary>
    public InMemoryStore Recover() => new(durable.Copy());

    public void Dispose()
    {
    }
}
