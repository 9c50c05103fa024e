using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace DirectedExecution.Activities.Annex;

/// <summary>What the annex does in either database; both take the same statements.</summary>
public abstract class AnnexDatabase : IAnnexStore
{
    private readonly Lazy<bool> created;

    private protected AnnexDatabase() => created = new Lazy<bool>(Made, LazyThreadSafetyMode.PublicationOnly);

    public AnnexSubject Subject(RunId run, string name, DateTimeOffset now)
    {
        using var connection = Open();
        Execute(
            connection,
            null,
            """
            INSERT INTO subjects(id, run, name, secret, made_at) VALUES (@id, @run, @name, @secret, @at)
            ON CONFLICT DO NOTHING
            """,
            ("@id", NewId()),
            ("@run", run.Value),
            ("@name", name),
            ("@secret", RandomNumberGenerator.GetBytes(AnnexSubject.KeyBytes)),
            ("@at", Text(now)));
        using var command = AuditCommands.Create(
            connection, null, "SELECT id, secret FROM subjects WHERE run = @run AND name = @name",
            ("@run", run.Value), ("@name", name));
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new AnnexSubject(reader.GetString(0), run, (byte[])reader.GetValue(1))
            : throw new AnnexException($"The matter \"{name}\" was erased while it was opened.");
    }

    public AnnexEntry Keep(AnnexSubject subject, string what, JsonData content, DateTimeOffset now)
    {
        var id = new AnnexId($"annex-{NewId()}");
        var entry = new AnnexEntry(id, subject.DigestOf(content), Encoding.UTF8.GetByteCount(content.Text));
        using var connection = Open();
        Execute(
            connection,
            null,
            """
            INSERT INTO records(id, subject, run, what, digest, size, content, at)
            VALUES (@id, @subject, @run, @what, @digest, @size, @content, @at)
            """,
            ("@id", id.Value),
            ("@subject", subject.Id),
            ("@run", subject.Run.Value),
            ("@what", what),
            ("@digest", entry.Digest.Value),
            ("@size", entry.Size),
            ("@content", subject.Seal(content, id.Value)),
            ("@at", Text(now)));
        return entry;
    }

    public AnnexRecord? Read(AnnexId id)
    {
        using var connection = Open();
        using var command = AuditCommands.Create(
            connection,
            null,
            """
            SELECT r.run, r.what, r.digest, r.size, r.content, r.at, r.subject, s.secret
            FROM records r LEFT JOIN subjects s ON s.id = r.subject WHERE r.id = @id
            """,
            ("@id", id.Value));
        using var reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        var run = new RunId(reader.GetString(0));
        var entry = new AnnexEntry(id, Digest.From(reader.GetString(2)), reader.GetInt64(3));
        var at = DateTimeOffset.Parse(reader.GetString(5), CultureInfo.InvariantCulture);
        if (reader.IsDBNull(7))
        {
            return new AnnexRecord(entry, run, reader.GetString(1), at, null, null);
        }

        var subject = new AnnexSubject(reader.GetString(6), run, (byte[])reader.GetValue(7));
        var content = subject.Open((byte[])reader.GetValue(4), id.Value);
        return subject.DigestOf(content) == entry.Digest
            ? new AnnexRecord(entry, run, reader.GetString(1), at, content, subject.DigestKey)
            : throw new AnnexException($"The record {id} of the annex does not have the digest that stands beside it.");
    }

    public void Note(AnnexAct act)
    {
        using var connection = Open();
        Note(connection, null, act);
    }

    public int? Erase(AnnexId id, AnnexAct act)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        using var find = AuditCommands.Create(
            connection, transaction, "SELECT subject FROM records WHERE id = @id", ("@id", id.Value));
        if (find.ExecuteScalar() is not string subject)
        {
            return null;
        }

        using var count = AuditCommands.Create(
            connection, transaction, "SELECT COUNT(*) FROM records WHERE subject = @subject", ("@subject", subject));
        var records = Convert.ToInt32(count.ExecuteScalar(), CultureInfo.InvariantCulture);
        var keys = Execute(
            connection, transaction, "DELETE FROM subjects WHERE id = @subject", ("@subject", subject));
        Note(connection, transaction, act);
        transaction.Commit();
        AfterErasing(connection);
        return keys == 0 ? 0 : records;
    }

    /// <summary>Makes what is missing; called until it has succeeded once.</summary>
    private protected abstract void Create();

    private protected abstract DbConnection Connect();

    /// <summary>Takes what was deleted off the disk, as far as this database can.</summary>
    private protected abstract void AfterErasing(DbConnection connection);

    private protected static int Execute(
        DbConnection connection,
        DbTransaction? transaction,
        string sql,
        params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = AuditCommands.Create(connection, transaction, sql, values);
        return command.ExecuteNonQuery();
    }

    private static void Note(DbConnection connection, DbTransaction? transaction, AnnexAct act) => Execute(
        connection,
        transaction,
        """
        INSERT INTO acts(kind, run, record, person, reason, directive, at)
        VALUES (@kind, @run, @record, @person, @reason, @directive, @at)
        """,
        ("@kind", act.Kind),
        ("@run", act.Run.Value),
        ("@record", act.Record?.Value),
        ("@person", act.By.Value),
        ("@reason", act.Reason),
        ("@directive", act.Directive?.Value),
        ("@at", Text(act.At)));

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static string Text(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);

    private DbConnection Open()
    {
        _ = created.Value;
        return Connect();
    }

    private bool Made()
    {
        Create();
        return true;
    }
}
