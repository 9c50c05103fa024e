namespace DirectedExecution.DevServer.Storage;

/// <summary>
/// Where the server's facts live. Used by one thread at a time (the serial loop). The loop runs a turn, applies its
/// batch, runs the next turn that is waiting, …, then commits once for all of them, and only then hands out replies:
/// nothing is acknowledged before it is durable. When <see cref="Apply"/> or <see cref="Commit"/> throws, memory is
/// ahead of the store: the server must stop.
/// </summary>
internal interface IStore : IStoreReader, IDisposable
{
    /// <summary>Everything the server holds in memory. Called once, before the first batch.</summary>
    StoreImage Load();

    /// <summary>
    /// Adds a batch to the open transaction; reads see it at once, a crash before <see cref="Commit"/> forgets it.
    /// </summary>
    void Apply(WriteBatch batch);

    /// <summary>Makes all applied batches durable, as one transaction. Does nothing when there are none.</summary>
    void Commit();
}
