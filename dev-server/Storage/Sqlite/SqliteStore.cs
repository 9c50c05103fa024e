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
internal sealed class SqliteStore : IStore
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

    /// <summary>Opens the file for this server alone, or makes it.</summary>
    /// <exception cref="DevServerException">The file cannot be used; one sentence says why.</exception>
    public static SqliteStore Open(string path, Durability durability) => new(SqliteFile.Open(path, durability), path);

    /// <exception cref="DevServerException">The file is damaged.</exception>
    public StoreImage Load()
    {
        try
        {
            return new StoreImage(
                ReadAll(
                    "SELECT namespace_id, workflow_id, run_id, state FROM runs WHERE is_open = 1",
                    row => new RunRow(Key(row), true, Bytes(row, 3))),
                ReadAll(
                    "SELECT namespace_id, workflow_id, run_id FROM current_runs",
                    row => new CurrentRunRow(new WorkflowKey(row.GetString(0), row.GetString(1)), row.GetString(2))),
                ReadAll(
                    "SELECT namespace_id, workflow_id, run_id, info FROM visibility",
                    row => new VisibilityRow(Key(row), WorkflowExecutionInfo.Parser.ParseFrom(Bytes(row, 3)))),
                ReadAll(
                    "SELECT id, name, description FROM namespaces",
                    row => new NamespaceRow(
                        row.GetString(0), row.GetString(1), DescribeNamespaceResponse.Parser.ParseFrom(Bytes(row, 2)))),
                ReadAll(
                    "SELECT namespace_id, name, type FROM search_attributes",
                    row =>
                        new SearchAttributeRow(row.GetString(0), row.GetString(1), (IndexedValueType)row.GetInt32(2))));
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

    /// <summary>What was not committed is rolled back; SQLite folds the log into the file.</summary>
    public void Dispose()
    {
        statements.Dispose();
        connection.Dispose();
    }

    private static RunKey Key(SqliteDataReader row) => new(row.GetString(0), row.GetString(1), row.GetString(2));

    private static byte[] Bytes(SqliteDataReader row, int column) => row.GetFieldValue<byte[]>(column);

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
