namespace DirectedExecution.DevServer.Storage.Sqlite;

/// <summary>The reads in the middle of a turn; on the one connection they see what is not committed yet.</summary>
internal sealed class SqliteReader(SqliteStatements statements) : IStoreReader
{
    private readonly SqliteStatement readRun = statements.Prepare(
        "SELECT is_open, state FROM runs WHERE run_id = $1 AND namespace_id = $2 AND workflow_id = $3", 3);

    // The first batch is the last one that begins at or before the event asked for: found by the key, however long the
    // history.
    private readonly SqliteStatement readHistory = statements.Prepare(
        """
        SELECT first_event_id, last_event_id, events FROM history
        WHERE run_id = $1 AND first_event_id <= $3 AND last_event_id >= $2 AND first_event_id >= coalesce(
            (SELECT max(first_event_id) FROM history WHERE run_id = $1 AND first_event_id <= $2), 1)
        ORDER BY first_event_id
        """,
        3);

    public RunRow? ReadRun(RunKey key) => readRun
        .Read(
            row => new RunRow(key, row.GetInt32(0) == 1, row.GetFieldValue<byte[]>(1)),
            key.RunId, key.NamespaceId, key.WorkflowId)
        .SingleOrDefault();

    public IReadOnlyList<HistoryBatch> ReadHistory(string runId, long fromEventId, long toEventId) => readHistory.Read(
        row => new HistoryBatch(runId, row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)),
        runId, fromEventId, toEventId);
}
