using DirectedExecution.DevServer.Storage;

namespace DevServer.Tests.Hosting;

/// <summary>A store whose commits wait for the test, or fail as a full disk does.</summary>
internal sealed class GatedStore : IStore
{
    private readonly InMemoryStore inner = new();
    private readonly SemaphoreSlim permits = new(0);
    private readonly SemaphoreSlim entered = new(0);
    private volatile bool isBroken;
    private volatile bool isGated;
    private int batches;

    public bool IsGated
    {
        get => isGated;
        set => isGated = value;
    }

    public bool IsBroken
    {
        get => isBroken;
        set => isBroken = value;
    }

    /// <summary>How many batches each gated commit took along.</summary>
    public List<int> BatchesPerCommit { get; } = [];

    /// <summary>Until a commit with something in it waits at the gate.</summary>
    public Task UntilCommitWaitsAsync() => entered.WaitAsync().WaitAsync(TimeSpan.FromSeconds(20));

    public void LetOnePass() => permits.Release();

    public StoreImage Load() => inner.Load();

    public void Apply(WriteBatch batch)
    {
        batches++;
        inner.Apply(batch);
    }

    public void Commit()
    {
        if (batches > 0 && IsGated)
        {
            entered.Release();
            permits.Wait();
            BatchesPerCommit.Add(batches);
        }

        if (IsBroken)
        {
            throw new StoreException("The disk is full.");
        }

        batches = 0;
        inner.Commit();
    }

    public RunRow? ReadRun(RunKey key) => inner.ReadRun(key);

    public IReadOnlyList<HistoryBatch> ReadHistory(string runId, long fromEventId, long toEventId) =>
        inner.ReadHistory(runId, fromEventId, toEventId);

    public void Dispose()
    {
        inner.Dispose();
        permits.Dispose();
        entered.Dispose();
    }
}
