using System.Globalization;
using DirectedExecution.Activities.Sql;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Workflows.Contracts;
using Microsoft.Data.Sqlite;

namespace DirectedExecution.Activities.Audit;

/// <summary>
/// The audit store in an SQLite file: ledgers, begun opaque actions, tool calls. Rows are added and never changed,
/// which the database enforces itself.
/// </summary>
public sealed class AuditStore
{
    // A stored shape: change only by a new version.
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS ledger (
          chain TEXT NOT NULL, sequence INTEGER NOT NULL, run TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
          stage TEXT NOT NULL, kind TEXT NOT NULL, entry TEXT NOT NULL, digest TEXT NOT NULL,
          PRIMARY KEY (chain, sequence)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS ledger_run ON ledger(run);
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

    private readonly string path;
    private readonly Lazy<bool> created;

    public AuditStore(string path)
    {
        this.path = Path.GetFullPath(path);

        // A store that could not be made is tried again at the next use, not remembered as broken.
        created = new Lazy<bool>(Create, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>
    /// Adds consecutive entries. Entries that are there already must be the same, and the first new one must follow the
    /// last one there; otherwise nothing is added. Entries from before the first one there (a successor was quicker
    /// than its predecessor) must fit to their neighbours.
    /// </summary>
    /// <returns>The last sequence number of the batch: from here on it is kept.</returns>
    /// <exception cref="AuditConflictException">The ledger does not fit the one in the store.</exception>
    /// <exception cref="AuditGapException">Entries between are still to come.</exception>
    public long Append(LedgerBatch batch)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: false);
        var (last, digest) = Head(connection, transaction, batch.Chain);
        foreach (var entry in batch.Entries)
        {
            if (entry.Sequence <= last && DigestAt(connection, transaction, batch.Chain, entry.Sequence) is { } known)
            {
                AuditConflictException.ThrowUnlessSame(batch.Chain, entry, known);
            }
            else if (entry.Sequence <= last)
            {
                AddBefore(connection, transaction, batch.Chain, entry);
            }
            else
            {
                AuditConflictException.ThrowUnlessFollows(batch.Chain, entry, last, digest);
                Insert(connection, transaction, batch.Chain, entry);
                (last, digest) = (entry.Sequence, entry.Digest);
            }
        }

        transaction.Commit();
        return batch.Entries[^1].Sequence;
    }

    /// <summary>The entries of a chain in order, from a sequence number on.</summary>
    public IReadOnlyList<LedgerEntry> Read(RunId chain, long from, int limit)
    {
        using var connection = Open();
        using var command = SqlConnections.Command(
            connection,
            null,
            "SELECT entry FROM ledger WHERE chain = $chain AND sequence >= $from ORDER BY sequence LIMIT $limit",
            ("$chain", chain.Value),
            ("$from", from),
            ("$limit", limit));
        using var reader = command.ExecuteReader();
        var entries = new List<LedgerEntry>();
        while (reader.Read())
        {
            entries.Add(DomainJson.Deserialize<LedgerEntry>(reader.GetString(0)));
        }

        return entries;
    }

    internal bool TryBegin(ToolActionRequest request, DateTimeOffset now)
    {
        using var connection = Open();
        return SqlConnections.Run(
            connection,
            null,
            "INSERT OR IGNORE INTO begun(key, run, attempt, at) VALUES ($key, $run, $attempt, $at)",
            ("$key", request.IdempotencyKey),
            ("$run", request.Run.Value),
            ("$attempt", request.Attempt.Value),
            ("$at", Text(now))) == 1;
    }

    internal void Keep(TraceEntry entry)
    {
        var output = entry.Result.Value?.ToJsonString();
        using var connection = Open();
        SqlConnections.Run(
            connection,
            null,
            """
            INSERT INTO tool_calls(
              run, attempt, what, tool, parameters, outcome, code, exit_code, output_digest, output, started_at,
              finished_at)
            VALUES (
              $run, $attempt, $what, $tool, $parameters, $outcome, $code, $exitCode, $digest, $output, $started,
              $finished)
            """,
            ("$run", entry.Run.Value),
            ("$attempt", entry.Attempt.Value),
            ("$what", entry.What),
            ("$tool", entry.Call.Kind),
            ("$parameters", entry.Call.Parameters.Text),
            ("$outcome", entry.Result.Outcome.ToString()),
            ("$code", entry.Result.Code),
            ("$exitCode", entry.Result.ExitCode),
            ("$digest", output is null ? null : JsonData.Parse(output).Digest().Value),
            ("$output", output),
            ("$started", Text(entry.StartedAt)),
            ("$finished", Text(entry.FinishedAt)));
    }

    private static (long Sequence, Digest Digest) Head(
        SqliteConnection connection, SqliteTransaction transaction, RunId chain)
    {
        using var command = SqlConnections.Command(
            connection,
            transaction,
            "SELECT sequence, digest FROM ledger WHERE chain = $chain ORDER BY sequence DESC LIMIT 1",
            ("$chain", chain.Value));
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? (reader.GetInt64(0), Digest.From(reader.GetString(1)))
            : (LedgerHead.Empty.Sequence, LedgerHead.Empty.Digest);
    }

    private static string? DigestAt(
        SqliteConnection connection, SqliteTransaction transaction, RunId chain, long sequence)
    {
        using var command = SqlConnections.Command(
            connection,
            transaction,
            "SELECT digest FROM ledger WHERE chain = $chain AND sequence = $sequence",
            ("$chain", chain.Value),
            ("$sequence", sequence));
        return command.ExecuteScalar() as string;
    }

    private static void AddBefore(
        SqliteConnection connection, SqliteTransaction transaction, RunId chain, LedgerEntry entry)
    {
        using var command = SqlConnections.Command(
            connection,
            transaction,
            "SELECT entry FROM ledger WHERE chain = $chain AND sequence = $sequence",
            ("$chain", chain.Value),
            ("$sequence", entry.Sequence + 1));
        var next = command.ExecuteScalar() is string text ? DomainJson.Deserialize<LedgerEntry>(text) : null;
        var before = DigestAt(connection, transaction, chain, entry.Sequence - 1);
        if ((before is not null && before != entry.PreviousDigest.Value) ||
            (next is not null && next.PreviousDigest != entry.Digest))
        {
            throw new AuditConflictException(
                $"Entry {entry.Sequence} of the ledger {chain} does not fit to its neighbours.");
        }

        Insert(connection, transaction, chain, entry);
    }

    private static void Insert(
        SqliteConnection connection, SqliteTransaction transaction, RunId chain, LedgerEntry entry) =>
        SqlConnections.Run(
            connection,
            transaction,
            """
            INSERT INTO ledger(chain, sequence, run, at, actor, stage, kind, entry, digest)
            VALUES ($chain, $sequence, $run, $at, $actor, $stage, $kind, $entry, $digest)
            """,
            ("$chain", chain.Value),
            ("$sequence", entry.Sequence),
            ("$run", entry.Run.Value),
            ("$at", Text(entry.At)),
            ("$actor", entry.Actor),
            ("$stage", entry.Stage.ToString()),
            ("$kind", entry.Fact.GetType().Name),
            ("$entry", DomainJson.Serialize(entry)),
            ("$digest", entry.Digest.Value));

    private static string Text(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);

    private SqliteConnection Open()
    {
        _ = created.Value;
        return SqlConnections.Open(path, SqliteOpenMode.ReadWrite);
    }

    private bool Create()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var connection = SqlConnections.Open(path, SqliteOpenMode.ReadWriteCreate);
        SqlConnections.Run(connection, null, "PRAGMA journal_mode = WAL");
        SqlConnections.Run(connection, null, Schema);
        return true;
    }
}
