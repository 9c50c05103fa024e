namespace DirectedExecution.DevServer.Storage;

/// <summary>
/// The reads that the engine does in the middle of a turn. They see every batch applied so far, committed or not.
/// </summary>
internal interface IStoreReader
{
    /// <summary>The state of a run, open or closed; null when there is none.</summary>
    RunRow? ReadRun(RunKey key);

    /// <summary>
    /// The batches of a run that hold any event with an id in [<paramref name="fromEventId"/>, <paramref
    /// name="toEventId"/>], by rising id; batches are never split, so the first and the last may reach beyond. Empty
    /// for an unknown run.
    /// </summary>
    IReadOnlyList<HistoryBatch> ReadHistory(string runId, long fromEventId, long toEventId);
}
