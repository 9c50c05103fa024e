using System.Data.Common;
using DirectedExecution.Activities.Sql;
using DirectedExecution.Domain.Primitives;
using Microsoft.Data.Sqlite;

namespace DirectedExecution.Activities.Audit;

/// <summary>
/// The audit store in an SQLite file: ledgers, begun opaque actions, tool calls. Rows are added and never changed,
/// which the database enforces itself.
/// </summary>
public sealed class AuditStore(string path) : AuditDatabase
{
    // A stored shape: change only by a new version.
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS ledger (
          chain TEXT NOT NULL, sequence INTEGER NOT NULL, run TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
          stage TEXT NOT NULL, kind TEXT NOT NULL, entry TEXT NOT NULL, digest TEXT NOT NULL,
          PRIMARY KEY (chain, sequence)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS ledger_run ON ledger(run);
        CREATE INDEX IF NOT EXISTS ledger_kind ON ledger(kind, chain);
        CREATE INDEX IF NOT EXISTS ledger_time ON ledger(kind, at);
        CREATE INDEX IF NOT EXISTS ledger_step ON ledger(kind, json_extract(entry, '$.fact.step'));
        CREATE TABLE IF NOT EXISTS begun (
          key TEXT PRIMARY KEY, run TEXT NOT NULL, attempt TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS tool_calls (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL, attempt TEXT NOT NULL, what TEXT NOT NULL,
          tool TEXT NOT NULL, parameters TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT, exit_code INTEGER,
          output_digest TEXT, output TEXT, started_at TEXT NOT NULL, finished_at TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS tool_calls_run ON tool_calls(run);
        CREATE TRIGGER IF NOT EXISTS ledger_is_fixed BEFORE UPDATE ON ledger
            BEGIN SELECT RAISE(ABORT, 'append only'); END;
        CREATE TRIGGER IF NOT EXISTS ledger_is_kept BEFORE DELETE ON ledger
            BEGIN SELECT RAISE(ABORT, 'append only'); END;
        """;

    private readonly string path = Path.GetFullPath(path);

    private protected override string StepColumn => "json_extract(entry, '$.fact.step')";

    private protected override void Create()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var connection = SqlConnections.Open(path, SqliteOpenMode.ReadWriteCreate);
        SqlConnections.Run(connection, null, "PRAGMA journal_mode = WAL");
        SqlConnections.Run(connection, null, Schema);
    }

    private protected override DbConnection Connect() => SqlConnections.Open(path, SqliteOpenMode.ReadWrite);

    private protected override DbTransaction BeginAppend(DbConnection connection, RunId chain) =>
        ((SqliteConnection)connection).BeginTransaction(deferred: false);
}
