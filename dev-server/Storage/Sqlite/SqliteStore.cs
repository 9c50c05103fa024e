using DirectedExecution.DevServer.Hosting;
using Google.Protobuf;
using Microsoft.Data.Sqlite;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Storage.Sqlite;

/// <summary>
/// The store on disk: one file, one connection, a write-ahead log. Batches join one open transaction; <see
/// cref="Commit"/> makes it durable. What was committed survives the death of the process at any instant; the rest is
/// rolled back by SQLite at the next start.
/// </summary>
internal sealed class SqliteStore : IStore, IFileStore
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatements statements;
    private readonly SqliteWriter writer;
    private readonly SqliteReader reader;
    private readonly string path;
    private bool isInTransaction;

    private SqliteStore(SqliteConnection connection, string path)
    {
        this.connection = connection;
        this.path = path;
        statements = new SqliteStatements(connection);
        writer = new SqliteWriter(statements);
        reader = new SqliteReader(statements);
    }

    /// <inheritdoc />
    public string File => path;

    /// <summary>Opens the file for this server alone, or makes it.</summary>
    /// <exception cref="DevServerException">The file cannot be used; one sentence says why.</exception>
    public static SqliteStore Open(string path, Durability durability) => new(SqliteFile.Open(path, durability), path);

    /// <exception cref="DevServerException">The file is damaged.</exception>
    public StoreImage Load()
    {
        try
        {
            CheckHistory();
            return new StoreImage(
                ReadAll(
                    "SELECT namespace_id, workflow_id, run_id, state, checksum FROM runs WHERE is_open = 1",
                    row => new RunRow(Key(row), true, Sound(row, 3))),
                ReadAll(
                    "SELECT namespace_id, workflow_id, run_id FROM current_runs",
                    row => new CurrentRunRow(new WorkflowKey(row.GetString(0), row.GetString(1)), row.GetString(2))),
                ReadAll(
                    "SELECT namespace_id, workflow_id, run_id, info, checksum FROM visibility",
                    row => new VisibilityRow(Key(row), WorkflowExecutionInfo.Parser.ParseFrom(Sound(row, 3)))),
                ReadAll(
                    "SELECT id, name, description FROM namespaces",
                    row => new NamespaceRow(
                        row.GetString(0), row.GetString(1), DescribeNamespaceResponse.Parser.ParseFrom(Bytes(row, 2)))),
                ReadAll(
                    "SELECT namespace_id, name, type FROM search_attributes",
                    row =>
                        new SearchAttributeRow(row.GetString(0), row.GetString(1), (IndexedValueType)row.GetInt32(2))),
                ReadAll(
                    "SELECT namespace_id, state, job_id, checksum, targets, targets_checksum FROM batches", ReadBatch),
                ReadAll(
                    "SELECT namespace_id, state, schedule_id, checksum, listing, listing_checksum FROM schedules",
                    ReadSchedule));
        }
        catch (SqliteException fault)
        {
            throw SqliteFile.Explain(path, fault);
        }
        catch (InvalidProtocolBufferException fault)
        {
            throw SqliteFile.Damaged(path, "a stored message cannot be read", fault);
        }
    }

    public void Apply(WriteBatch batch)
    {
        if (batch.IsEmpty)
        {
            return;
        }

        try
        {
            Begin();
            writer.Write(batch);
        }
        catch (SqliteException fault)
        {
            throw new StoreException($"The database file '{path}' cannot be written: {fault.Message}", fault);
        }
    }

    public void Commit()
    {
        if (!isInTransaction)
        {
            return;
        }

        try
        {
            SqliteFile.Execute(connection, "COMMIT");
            isInTransaction = false;
        }
        catch (SqliteException fault)
        {
            throw new StoreException($"The database file '{path}' cannot be written: {fault.Message}", fault);
        }
    }

    public RunRow? ReadRun(RunKey key) => reader.ReadRun(key);

    public IReadOnlyList<HistoryBatch> ReadHistory(string runId, long fromEventId, long toEventId) =>
        reader.ReadHistory(runId, fromEventId, toEventId);

    /// <inheritdoc />
    public void Backup(string target)
    {
        Commit();
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $1";
            command.Parameters.AddWithValue("$1", target);
            command.ExecuteNonQuery();
        }
        catch (SqliteException fault)
        {
            throw new BackupException($"A copy of '{path}' cannot be written to '{target}': {fault.Message}", fault);
        }
    }

    /// <summary>What was not committed is rolled back; SQLite folds the log into the file.</summary>
    public void Dispose()
    {
        statements.Dispose();
        connection.Dispose();
    }

    private static RunKey Key(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2));

    private static byte[] Bytes(SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    private BatchRow ReadBatch(SqliteDataReader row)
    {
        var (state, targets) = (Bytes(row, 1), Bytes(row, 4));
        return Checksum.Holds(row.GetInt64(3), state) && Checksum.Holds(row.GetInt64(5), targets)
            ? new BatchRow(new BatchKey(row.GetString(0), row.GetString(2)), state, targets)
            : throw SqliteFile.Damaged(
                path, $"what it holds of batch operation {row.GetString(2)} is not what was written");
    }

    private ScheduleRow ReadSchedule(SqliteDataReader row)
    {
        var (state, listing) = (Bytes(row, 1), Bytes(row, 4));
        return Checksum.Holds(row.GetInt64(3), state) && Checksum.Holds(row.GetInt64(5), listing)
            ? new ScheduleRow(
                new ScheduleKey(row.GetString(0), row.GetString(2)),
                state,
                WorkflowExecutionInfo.Parser.ParseFrom(listing))
            : throw SqliteFile.Damaged(path, $"what it holds of schedule {row.GetString(2)} is not what was written");
    }

    /// <summary>The value before its checksum.</summary>
    private byte[] Sound(SqliteDataReader row, int column)
    {
        var value = Bytes(row, column);
        return Checksum.Holds(row.IsDBNull(column + 1) ? null : row.GetInt64(column + 1), value)
            ? value
            : throw SqliteFile.Damaged(path, $"what it holds of run {row.GetString(2)} is not what was written");
    }

    /// <summary>
    /// Histories of open runs are needed any moment, so a flipped bit in them is found now; those of closed runs are
    /// checked when they are read, so that the start does not take longer with every run that ever was.
    /// </summary>
    private void CheckHistory() => ReadAll(
        """
        SELECT history.first_event_id, history.events, history.run_id, history.checksum FROM runs
        JOIN history ON history.run_id = runs.run_id WHERE runs.is_open = 1
        """,
        row => Checksum.Holds(row.IsDBNull(3) ? null : row.GetInt64(3), Bytes(row, 1))
            ? true
            : throw SqliteFile.Damaged(
                path, $"event {row.GetInt64(0)} of run {row.GetString(2)} is not what was written"));

    private List<TRow> ReadAll<TRow>(string sql, Func<SqliteDataReader, TRow> read)
    {
        using var statement = new SqliteStatement(connection, sql, 0);
        return statement.Read(read);
    }

    private void Begin()
    {
        if (!isInTransaction)
        {
            SqliteFile.Execute(connection, "BEGIN IMMEDIATE");
            isInTransaction = true;
        }
    }
}
