using DirectedExecution.Activities.Audit;
using DirectedExecution.Activities.Tools;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Workflows.Contracts;

namespace Activities.Tests.Audit;

/// <summary>What every audit store promises.</summary>
public abstract class AuditStoreCompliance
{
    private static readonly RunId Chain = new("run-1");

    private IAuditStore store = null!;

    /// <summary>Another handle on the same store, as another worker has it.</summary>
    protected abstract Task<IAuditStore> OpenAsync();

    /// <summary>Runs a statement on the tables, past the store.</summary>
    protected abstract Task ExecuteAsync(string sql);

    protected abstract Task<string?> TextAsync(string sql);

    [SkippableFact]
    public async Task Entries_AddedInParts_AreReadBackAsTheyWere()
    {
        store = await OpenAsync();
        var entries = Entries(5);

        store.Append(Batch(entries[..2]));
        var last = store.Append(Batch(entries[2..]));

        Assert.Equal(5, last);
        Assert.Equal(entries, store.Read(Chain, 1, 100));
        Assert.Equal(entries[2..4], store.Read(Chain, 3, 2));
    }

    [SkippableFact]
    public async Task Entries_AddedTwice_AreThereOnce()
    {
        store = await OpenAsync();
        var entries = Entries(3);

        store.Append(Batch(entries));
        var last = store.Append(Batch(entries));

        Assert.Equal(3, last);
        Assert.Equal(3, store.Read(Chain, 1, 100).Count);
    }

    [SkippableFact]
    public async Task Entries_AddedByManyAtOnce_AreThereOnceAndInOrder()
    {
        store = await OpenAsync();
        var entries = Entries(20);
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));

        await Task.WhenAll(others.Select(other => Task.Run(() => other.Append(Batch(entries)))));

        Assert.Equal(entries, store.Read(Chain, 1, 100));
    }

    [SkippableFact]
    public async Task Entry_ThatWasChanged_IsAConflict()
    {
        store = await OpenAsync();
        var entries = Entries(3);
        store.Append(Batch(entries));

        var changed = entries[1] with { Digest = Digest.OfText("other") };

        Assert.Throws<AuditConflictException>(() => store.Append(Batch([changed])));
    }

    [SkippableFact]
    public async Task Entries_WithAGap_AreNotAddedUntilItIsFilled()
    {
        store = await OpenAsync();
        var entries = Entries(4);
        store.Append(Batch(entries[..1]));

        Assert.Throws<AuditGapException>(() => store.Append(Batch(entries[2..])));

        Assert.Single(store.Read(Chain, 1, 100));
    }

    [SkippableFact]
    public async Task Entries_OfAPredecessor_MayComeAfterThoseOfItsSuccessor()
    {
        store = await OpenAsync();
        var entries = Entries(5);
        store.Append(Batch(entries[3..]));

        var last = store.Append(Batch(entries[..3]));

        Assert.Equal(3, last);
        Assert.Equal(entries, store.Read(Chain, 1, 100));
    }

    [SkippableFact]
    public async Task Entries_OfAPredecessorThatDoesNotFit_AreAConflict()
    {
        store = await OpenAsync();
        var entries = Entries(5);
        store.Append(Batch(entries[3..]));

        var other = entries[2] with { Digest = Digest.OfText("other") };

        Assert.Throws<AuditConflictException>(() => store.Append(Batch([entries[0], entries[1], other])));
        Assert.Equal(2, store.Read(Chain, 1, 100).Count);
    }

    [SkippableFact]
    public async Task Entry_ThatDoesNotFollow_IsAConflict()
    {
        store = await OpenAsync();
        var entries = Entries(2);
        store.Append(Batch(entries[..1]));

        var other = entries[1] with { PreviousDigest = Digest.OfText("other") };

        Assert.Throws<AuditConflictException>(() => store.Append(Batch([other])));
    }

    [SkippableTheory]
    [InlineData("UPDATE ledger SET entry = '{}'")]
    [InlineData("DELETE FROM ledger")]
    public async Task Entry_InTheDatabase_CannotBeChanged(string sql)
    {
        store = await OpenAsync();
        store.Append(Batch(Entries(1)));

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => ExecuteAsync(sql));
    }

    [SkippableFact]
    public async Task OpaqueAction_IsBegunByOneOfMany()
    {
        store = await OpenAsync();
        var request = new ToolActionRequest(
            Chain, new AttemptId("a-1"), new StepId("s"), StepClass.Opaque, Call, "key-1");
        var others = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));

        var begun = await Task.WhenAll(others.Select(
            other => Task.Run(() => other.TryBegin(request, DateTimeOffset.UnixEpoch))));

        Assert.Single(begun, true);
        Assert.False(store.TryBegin(request, DateTimeOffset.UnixEpoch));
    }

    [SkippableFact]
    public async Task ToolCall_WithNulAndHalfCharacters_IsKept()
    {
        store = await OpenAsync();
        var result = ToolResult.Executed(new System.Text.Json.Nodes.JsonObject { ["output"] = "a\0b\ufffd\u0001" });

        store.Keep(new TraceEntry(
            Chain, new AttemptId("a-1"), "action", Call, result, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch));

        Assert.Contains("\\u0000", await TextAsync("SELECT output FROM tool_calls"), StringComparison.Ordinal);
    }

    private static ToolCall Call { get; } = new("shell", JsonData.EmptyObject, TimeSpan.FromSeconds(1));

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
