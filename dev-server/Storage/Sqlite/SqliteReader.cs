using Microsoft.Data.Sqlite;

namespace DirectedExecution.DevServer.Storage.Sqlite;

/// <summary>The reads in the middle of a turn; on the one connection they see what is not committed yet.</summary>
internal sealed class SqliteReader(SqliteStatements statements) : IStoreReader
{
    private readonly SqliteStatement readRun = statements.Prepare(
        "SELECT is_open, state, checksum FROM runs WHERE run_id = $1 AND namespace_id = $2 AND workflow_id = $3", 3);

    // The first batch is the last one that begins at or before the event asked for: found by the key, however long the
    // history.
    private readonly SqliteStatement readHistory = statements.Prepare(
        """
        SELECT first_event_id, last_event_id, events, checksum FROM history
        WHERE run_id = $1 AND first_event_id <= $3 AND last_event_id >= $2 AND first_event_id >= coalesce(
            (SELECT max(first_event_id) FROM history WHERE run_id = $1 AND first_event_id <= $2), 1)
        ORDER BY first_event_id
        """,
        3);

    public RunRow? ReadRun(RunKey key) => readRun
        .Read(
            row => new RunRow(key, row.GetInt32(0) == 1, Sound(row, 1, $"the state of run {key.RunId}")),
            key.RunId, key.NamespaceId, key.WorkflowId)
        .SingleOrDefault();

    public IReadOnlyList<HistoryBatch> ReadHistory(string runId, long fromEventId, long toEventId) => readHistory.Read(
        row => new HistoryBatch(
            runId, row.GetInt64(0), row.GetInt64(1), Sound(row, 2, $"event {row.GetInt64(0)} of run {runId}")),
        runId, fromEventId, toEventId);

    /// <summary>The value before its checksum.</summary>
    /// <exception cref="StoreException">It is not what was written: the server stops rather than serve it.</exception>
    private static byte[] Sound(SqliteDataReader row, int column, string what)
    {
        var value = row.GetFieldValue<byte[]>(column);
        return Checksum.Holds(row.IsDBNull(column + 1) ? null : row.GetInt64(column + 1), value)
            ? value
            : throw new StoreException($"The database file is damaged: {what} is not what was written.");
    }
}
