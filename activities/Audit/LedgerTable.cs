using System.Data.Common;
using System.Globalization;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Activities.Audit;

/// <summary>The ledger of one chain in one transaction of either database; both take the same statements.</summary>
internal sealed class LedgerTable(DbConnection connection, DbTransaction? transaction, RunId chain)
{
    public (long Sequence, Digest Digest) Head()
    {
        using var command = Command(
            "SELECT sequence, digest FROM ledger WHERE chain = @chain ORDER BY sequence DESC LIMIT 1",
            ("@chain", chain.Value));
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? (reader.GetInt64(0), Digest.From(reader.GetString(1)))
            : (LedgerHead.Empty.Sequence, LedgerHead.Empty.Digest);
    }

    public string? DigestAt(long sequence) => Single("digest", sequence);

    public LedgerEntry? EntryAt(long sequence) =>
        Single("entry", sequence) is { } text ? DomainJson.Deserialize<LedgerEntry>(text) : null;

    public List<LedgerEntry> Read(long from, int limit)
    {
        using var command = Command(
            "SELECT entry FROM ledger WHERE chain = @chain AND sequence >= @from ORDER BY sequence LIMIT @limit",
            ("@chain", chain.Value),
            ("@from", from),
            ("@limit", limit));
        using var reader = command.ExecuteReader();
        var entries = new List<LedgerEntry>();
        while (reader.Read())
        {
            entries.Add(DomainJson.Deserialize<LedgerEntry>(reader.GetString(0)));
        }

        return entries;
    }

    public void Insert(LedgerEntry entry)
    {
        using var command = Command(
            """
            INSERT INTO ledger(chain, sequence, run, at, actor, stage, kind, entry, digest)
            VALUES (@chain, @sequence, @run, @at, @actor, @stage, @kind, @entry, @digest)
            """,
            ("@chain", chain.Value),
            ("@sequence", entry.Sequence),
            ("@run", entry.Run.Value),
            ("@at", entry.At.ToString("O", CultureInfo.InvariantCulture)),
            ("@actor", entry.Actor),
            ("@stage", entry.Stage.ToString()),
            ("@kind", entry.Fact.GetType().Name),
            ("@entry", DomainJson.Serialize(entry)),
            ("@digest", entry.Digest.Value));
        command.ExecuteNonQuery();
    }

    private string? Single(string column, long sequence)
    {
        using var command = Command(
            $"SELECT {column} FROM ledger WHERE chain = @chain AND sequence = @sequence",
            ("@chain", chain.Value),
            ("@sequence", sequence));
        return command.ExecuteScalar() as string;
    }

    private DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values) =>
        AuditCommands.Create(connection, transaction, sql, values);
}
