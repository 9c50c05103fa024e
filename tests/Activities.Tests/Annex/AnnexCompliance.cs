using DirectedExecution.Activities.Annex;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;

namespace Activities.Tests.Annex;

/// <summary>What every annex promises, to inherit.</summary>
public abstract class AnnexCompliance
{
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly RunId Run = new("run-1");
    private static readonly JsonData Content = JsonData.Parse("""{"name":"canary","n":1.5}""");

    [SkippableFact]
    public async Task Record_Kept_IsReadBack_WithADigestThatNobodyGuesses()
    {
        var store = await OpenAsync();
        var subject = store.Subject(Run, "fact a", Now);

        var entry = store.Keep(subject, "a1: a by x", Content, Now);

        var found = store.Read(entry.Id)!;
        Assert.Equal((Content, Run, "a1: a by x", Now), (found.Content, found.Run, found.What, found.At));
        Assert.Equal(entry, found.Entry);
        Assert.NotEqual(Content.Digest(), entry.Digest);
        Assert.Equal(entry.Digest, AnnexSubject.DigestOf(Content, found.DigestKey!));
        Assert.Null(store.Read(new AnnexId("annex-nowhere")));
    }

    [SkippableFact]
    public async Task Digests_AreEqualWithinAMatter_AndNotBeyondIt()
    {
        var store = await OpenAsync();
        var value = JsonData.Of(7);
        var mine = store.Subject(Run, "fact a", Now);

        Assert.Equal(mine.DigestOf(value), (await OpenAsync()).Subject(Run, "fact a", Now).DigestOf(value));
        Assert.NotEqual(mine.DigestOf(value), mine.DigestOf(JsonData.Of(8)));
        Assert.NotEqual(mine.DigestOf(value), store.Subject(Run, "fact b", Now).DigestOf(value));
        Assert.NotEqual(mine.DigestOf(value), store.Subject(new RunId("run-2"), "fact a", Now).DigestOf(value));
    }

    [SkippableFact]
    public async Task Matter_Erased_IsReadNoMore_AndTheOthersStay()
    {
        var store = await OpenAsync();
        var first = store.Keep(store.Subject(Run, "fact a", Now), "one", Content, Now);
        var second = store.Keep(store.Subject(Run, "fact a", Now), "two", Content, Now);
        var other = store.Keep(store.Subject(Run, "fact b", Now), "other", Content, Now);

        Assert.Null(store.Erase(new AnnexId("annex-nowhere"), Act(AnnexAct.Erase, null)));
        Assert.Equal(2, store.Erase(first.Id, Act(AnnexAct.Erase, first.Id)));

        foreach (var gone in new[] { first, second })
        {
            var found = store.Read(gone.Id)!;
            Assert.Equal((null, null, gone), (found.Content, found.DigestKey, found.Entry));
        }

        Assert.Equal(Content, store.Read(other.Id)!.Content);
        Assert.Equal(0, store.Erase(first.Id, Act(AnnexAct.Erase, first.Id)));

        // What is read of the matter afterwards has a key of its own, and says nothing of what was before.
        var again = store.Keep(store.Subject(Run, "fact a", Now), "again", Content, Now);
        Assert.NotEqual(first.Digest, again.Digest);
        Assert.Null(store.Read(first.Id)!.Content);
    }

    [SkippableFact]
    public async Task Subjects_OpenedByManyAtOnce_AreOne()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync()));

        var digests = await Task.WhenAll(stores.Select(store => Task.Run(
            () => store.Subject(Run, "fact a", Now).DigestOf(Content))));

        Assert.Single(digests.Distinct());
    }

    [SkippableFact]
    public async Task Record_PutInAnothersPlace_IsNoticed()
    {
        var store = await OpenAsync();
        var subject = store.Subject(Run, "fact a", Now);
        var first = store.Keep(subject, "one", Content, Now);
        var second = store.Keep(subject, "two", JsonData.Of("other"), Now);

        await SwapAsync(first.Id, second.Id);

        Assert.Throws<AnnexException>(() => store.Read(first.Id));
    }

    [SkippableFact]
    public async Task Acts_AreKept_AndNothingKeptIsChanged()
    {
        var store = await OpenAsync();
        var entry = store.Keep(store.Subject(Run, "fact a", Now), "one", Content, Now);
        store.Note(Act(AnnexAct.Read, entry.Id));
        store.Note(Act(AnnexAct.Read, null));
        store.Erase(entry.Id, Act(AnnexAct.Erase, entry.Id));

        Assert.Equal(["read", "read", "erase"], await ActsAsync());
        foreach (var change in new[]
        {
            "DELETE FROM records", "UPDATE records SET what = 'x'", "DELETE FROM acts", "UPDATE acts SET person = 'x'",
        })
        {
            Assert.Contains("append only", await RefusedAsync(change), StringComparison.Ordinal);
        }
    }

    protected static AnnexAct Act(string kind, AnnexId? record) =>
        new(kind, Run, record, new PersonId("ben"), "because", new DirectiveId("d1"), Now);

    /// <summary>The same annex, opened once more.</summary>
    protected abstract Task<IAnnexStore> OpenAsync();

    /// <summary>Exchanges the contents of two records, as somebody may who has the database.</summary>
    protected abstract Task SwapAsync(AnnexId first, AnnexId second);

    /// <summary>The kinds of the acts, in their order.</summary>
    protected abstract Task<IReadOnlyList<string>> ActsAsync();

    /// <summary>What the database says to a statement that it refuses.</summary>
    protected abstract Task<string> RefusedAsync(string sql);
}
