using Activities.Tests.Support;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Workflows.Contracts;
using Microsoft.Data.Sqlite;

namespace Activities.Tests.Audit;

public sealed class AuditStoreTests : IDisposable
{
    private static readonly RunId Chain = new("run-1");

    private readonly Folder folder = new();
    private readonly AuditStore store;

    public AuditStoreTests() => store = new AuditStore(folder["audit/audit.db"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Entries_AddedInParts_AreReadBackAsTheyWere()
    {
        var entries = Entries(5);

        store.Append(Batch(entries[..2]));
        var last = store.Append(Batch(entries[2..]));

        Assert.Equal(5, last);
        Assert.Equal(entries, store.Read(Chain, 1, 100));
        Assert.Equal(entries[2..4], store.Read(Chain, 3, 2));
    }

    [Fact]
    public void Entries_AddedTwice_AreThereOnce()
    {
        var entries = Entries(3);

        store.Append(Batch(entries));
        var last = store.Append(Batch(entries));

        Assert.Equal(3, last);
        Assert.Equal(3, store.Read(Chain, 1, 100).Count);
    }

    [Fact]
    public void Entry_ThatWasChanged_IsAConflict()
    {
        var entries = Entries(3);
        store.Append(Batch(entries));

        var changed = entries[1] with { Digest = Digest.OfText("other") };

        Assert.Throws<AuditConflictException>(() => store.Append(Batch([changed])));
    }

    [Fact]
    public void Entries_WithAGap_AreNotAddedUntilItIsFilled()
    {
        var entries = Entries(4);
        store.Append(Batch(entries[..1]));

        Assert.Throws<AuditGapException>(() => store.Append(Batch(entries[2..])));

        Assert.Single(store.Read(Chain, 1, 100));
    }

    [Fact]
    public void Entries_OfAPredecessor_MayComeAfterThoseOfItsSuccessor()
    {
        var entries = Entries(5);
        store.Append(Batch(entries[3..]));

        var last = store.Append(Batch(entries[..3]));

        Assert.Equal(3, last);
        Assert.Equal(entries, store.Read(Chain, 1, 100));
    }

    [Fact]
    public void Entries_OfAPredecessorThatDoesNotFit_AreAConflict()
    {
        var entries = Entries(5);
        store.Append(Batch(entries[3..]));

        var other = entries[2] with { Digest = Digest.OfText("other") };

        Assert.Throws<AuditConflictException>(() => store.Append(Batch([entries[0], entries[1], other])));
        Assert.Equal(2, store.Read(Chain, 1, 100).Count);
    }

    [Fact]
    public void Entry_ThatDoesNotFollow_IsAConflict()
    {
        var entries = Entries(2);
        store.Append(Batch(entries[..1]));

        var other = entries[1] with { PreviousDigest = Digest.OfText("other") };

        Assert.Throws<AuditConflictException>(() => store.Append(Batch([other])));
    }

    [Theory]
    [InlineData("UPDATE ledger SET entry = '{}'")]
    [InlineData("DELETE FROM ledger")]
    public void Entry_InTheDatabase_CannotBeChanged(string sql)
    {
        store.Append(Batch(Entries(1)));
        using var connection = new SqliteConnection($"Data Source={folder["audit/audit.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;

        Assert.Throws<SqliteException>(() => command.ExecuteNonQuery());
    }

    private static LedgerBatch Batch(IEnumerable<LedgerEntry> entries) => new(Chain, [.. entries]);

    private static LedgerEntry[] Entries(int count)
    {
        var head = LedgerHead.Empty;
        var entries = new List<LedgerEntry>();
        for (var number = 1; number <= count; number++)
        {
            var digest = Digest.OfText($"entry {number}");
            entries.Add(new LedgerEntry(
                number,
                new DateTimeOffset(2026, 1, 2, 3, 4, number, TimeSpan.Zero),
                Chain,
                "anna",
                RunStage.InstructionIntake,
                new RunFact.RunResumed(new PersonId("anna")),
                head.Digest,
                digest));
            head = new LedgerHead(number, digest);
        }

        return [.. entries];
    }
}
