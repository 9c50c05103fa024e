using DirectedExecution.DevServer.Storage;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;

namespace DevServer.Tests.Storage;

/// <summary>What every store must do. Each store inherits it; crash is what the store's own kind of sudden death leaves.</summary>
public abstract class StoreCompliance : IDisposable
{
    private protected IStore Store { get; set; } = null!;

    [Fact]
    public void Load_NewStore_IsEmpty()
    {
        var image = Store.Load();

        Assert.Empty(image.OpenRuns);
        Assert.Empty(image.CurrentRuns);
        Assert.Empty(image.Visibility);
        Assert.Empty(image.Namespaces);
        Assert.Empty(image.SearchAttributes);
        Assert.Empty(image.Batches);
        Assert.Empty(image.Schedules);
    }

    [Fact]
    public void Apply_Schedule_IsReplacedAndDeleted()
    {
        var key = new ScheduleKey("n", "daily");
        var listing = Samples.Info(new RunKey("n", "w", "r"));
        Store.Apply(new WriteBatch { Schedules = { new ScheduleRow(key, new byte[] { 1 }, listing) } });
        Store.Apply(new WriteBatch { Schedules = { new ScheduleRow(key, new byte[] { 2 }, listing) } });
        Store.Commit();
        Crash();
        var found = Assert.Single(Store.Load().Schedules);
        Assert.Equal(new byte[] { 2 }, found.State.ToArray());
        Assert.Equal(listing, found.Listing);

        Store.Apply(new WriteBatch { DeletedSchedules = { key } });
        Store.Commit();
        Crash();
        Assert.Empty(Store.Load().Schedules);
    }

    [Fact]
    public void Apply_BatchWithoutItsTargets_LeavesThemAsTheyAre()
    {
        var key = new BatchKey("n", "job");
        Store.Apply(new WriteBatch { Batches = { new BatchRow(key, new byte[] { 1 }, new byte[] { 7, 8 }) } });
        Store.Apply(new WriteBatch { Batches = { new BatchRow(key, new byte[] { 2 }, null) } });
        Store.Commit();
        Crash();
        var found = Assert.Single(Store.Load().Batches);
        Assert.Equal(new byte[] { 2 }, found.State.ToArray());
        Assert.Equal(new byte[] { 7, 8 }, found.Targets!.Value.ToArray());

        Store.Apply(new WriteBatch { DeletedBatches = { key } });
        Store.Commit();
        Crash();
        Assert.Empty(Store.Load().Batches);
    }

    [Fact]
    public void Commit_AfterApply_SurvivesCrash()
    {
        var batch = Samples.FullBatch("r1");
        Store.Apply(batch);
        Store.Commit();

        Crash();

        Assert.Equal(Samples.Describe(batch), Samples.Describe(Store.Load()));
        Assert.Equal([1, 2, 3], Store.ReadHistory("r1", 1, 99).Select(found => found.FirstEventId));
    }

    [Fact]
    public void Apply_WithoutCommit_IsSeenByReadsAndForgottenByCrash()
    {
        var batch = Samples.FullBatch("r1");
        Store.Apply(batch);
        Assert.NotNull(Store.ReadRun(batch.Runs[0].Key));
        Assert.Equal(3, Store.ReadHistory("r1", 1, 99).Count);

        Crash();

        Assert.Null(Store.ReadRun(batch.Runs[0].Key));
        Assert.Empty(Store.ReadHistory("r1", 1, 99));
        Assert.Empty(Store.Load().Namespaces);
    }

    [Fact]
    public void Commit_SeveralBatches_KeepsTheLastOfEachKey()
    {
        var key = new RunKey("n", "w", "r1");
        Store.Apply(new WriteBatch { Runs = { new RunRow(key, true, new byte[] { 1 }) } });
        Store.Apply(new WriteBatch { Runs = { new RunRow(key, false, new byte[] { 2 }) } });
        Store.Commit();

        Crash();

        var found = Store.ReadRun(key);
        Assert.False(found!.IsOpen);
        Assert.Equal(new byte[] { 2 }, found.State.ToArray());
        Assert.Empty(Store.Load().OpenRuns);
    }

    [Theory]
    [InlineData(1, 1, new long[] { 1 })]
    [InlineData(2, 4, new long[] { 2 })]
    [InlineData(3, 5, new long[] { 2, 5 })]
    [InlineData(5, long.MaxValue, new long[] { 5 })]
    [InlineData(7, 99, new long[0])]
    [InlineData(1, 0, new long[0])]
    public void ReadHistory_OfRange_GivesWholeBatchesThatTouchIt(long from, long to, long[] expected)
    {
        Store.Apply(new WriteBatch { History = { Samples.Events("r", 1, 1), Samples.Events("r", 2, 4), Samples.Events("r", 5, 6) } });

        Assert.Equal(expected, Store.ReadHistory("r", from, to).Select(batch => batch.FirstEventId));
    }

    [Fact]
    public void Apply_HistoryWithGap_IsRefused()
    {
        Store.Apply(new WriteBatch { History = { Samples.Events("r", 1, 2) } });

        Assert.ThrowsAny<Exception>(() => Store.Apply(new WriteBatch { History = { Samples.Events("r", 4, 4) } }));
        Assert.ThrowsAny<Exception>(() => Store.Apply(new WriteBatch { History = { Samples.Events("r", 2, 3) } }));
    }

    [Fact]
    public void Apply_Deletions_TakeAwayAllThatBelongs()
    {
        var batch = Samples.FullBatch("r1");
        Store.Apply(batch);
        Store.Commit();
        var key = batch.Runs[0].Key;

        Store.Apply(new WriteBatch
        {
            DeletedRuns = { key },
            DeletedCurrentRuns = { key.Workflow },
            DeletedNamespaces = { key.NamespaceId },
        });
        Store.Commit();
        Crash();

        Assert.Equal(Samples.Describe(new WriteBatch()), Samples.Describe(Store.Load()));
        Assert.Null(Store.ReadRun(key));
        Assert.Empty(Store.ReadHistory("r1", 1, 99));
    }

    [Fact]
    public void Apply_DeletedSearchAttribute_LeavesTheOthers()
    {
        Store.Apply(new WriteBatch
        {
            SearchAttributes =
            {
                new SearchAttributeRow("n", "A", IndexedValueType.Int),
                new SearchAttributeRow("n", "B", IndexedValueType.Keyword),
            },
        });
        Store.Apply(new WriteBatch { DeletedSearchAttributes = { ("n", "A") } });
        Store.Commit();
        Crash();

        Assert.Equal("B", Assert.Single(Store.Load().SearchAttributes).Name);
    }

    [Fact]
    public void ReadRun_OtherWorkflowOrNamespace_FindsNothing()
    {
        Store.Apply(new WriteBatch { Runs = { new RunRow(new RunKey("n", "w", "r"), true, new byte[] { 1 }) } });

        Assert.Null(Store.ReadRun(new RunKey("n", "other", "r")));
        Assert.Null(Store.ReadRun(new RunKey("other", "w", "r")));
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts into <see cref="Store"/> what is left of it after a sudden death.</summary>
    private protected abstract void Crash();

    protected virtual void Dispose(bool isDisposing) => Store.Dispose();
}
