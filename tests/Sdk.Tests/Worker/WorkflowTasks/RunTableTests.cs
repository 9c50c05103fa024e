using Temporalio.Worker.WorkflowTasks;

namespace Sdk.Tests.Worker.WorkflowTasks;

public sealed class RunTableTests
{
    [Fact]
    public void Offer_TaskOfAFreeRun_Starts()
    {
        var task = Tasks.Real("a");
        var step = new RunTable(2).Offer(task);
        Assert.Same(task, Assert.Single(step.Start).Task);
        Assert.Empty(step.Dropped);
    }

    [Fact]
    public void Offer_WhileTheRunIsBusy_WaitsAndQueriesComeFirst()
    {
        var table = new RunTable(2);
        var entry = table.Offer(Tasks.Real("a")).Start[0].Entry;
        var older = Tasks.Real("a");
        var query = Tasks.Query("a");
        var newer = Tasks.Real("a");
        Assert.Empty(table.Offer(older).Start);
        Assert.Empty(table.Offer(query).Start);
        Assert.Same(older, Assert.Single(table.Offer(newer).Dropped));

        Assert.Same(query, Assert.Single(table.Finish(entry, null, keep: true).Start).Task);
        Assert.Same(newer, Assert.Single(table.Finish(entry, null, keep: true).Start).Task);
        Assert.Empty(table.Finish(entry, null, keep: true).Start);
    }

    [Fact]
    public void Finish_WithAFollowUp_GoesOnWithIt()
    {
        var table = new RunTable(2);
        var entry = table.Offer(Tasks.Real("a")).Start[0].Entry;
        var followUp = Tasks.Real("a");
        Assert.Same(followUp, Assert.Single(table.Finish(entry, followUp, keep: true).Start).Task);
    }

    [Fact]
    public void Offer_WithAFullCache_EvictsTheLeastRecentlyUsedIdleRun()
    {
        var table = new RunTable(2);
        Finish(table, table.Offer(Tasks.Real("a")));
        Finish(table, table.Offer(Tasks.Real("b")));
        Finish(table, table.Offer(Tasks.Real("a")));
        var step = table.Offer(Tasks.Real("c"));
        Assert.Single(step.Start);
        Assert.Single(step.Evict);
        Assert.Equal(2, table.Count);

        // The run that stayed still has its state; the other one begins anew.
        Assert.NotNull(table.Offer(Tasks.Real("a")).Start[0].Entry.Run);
    }

    [Fact]
    public void Offer_WithAllRunsBusy_WaitsForRoom()
    {
        var table = new RunTable(1);
        var first = table.Offer(Tasks.Real("a")).Start[0].Entry;
        var second = Tasks.Real("b");
        Assert.Empty(table.Offer(second).Start);
        Assert.Empty(table.Offer(Tasks.Query("b")).Start);

        first.Run = NewRun();
        var step = table.Finish(first, null, keep: true);
        Assert.Same(second, Assert.Single(step.Start).Task);
        Assert.Single(step.Evict);

        // What waited for the same run went into its backlog.
        Assert.True(Assert.Single(table.Finish(step.Start[0].Entry, null, keep: false).Start).Task.IsQueryOnly);
    }

    [Fact]
    public void Finish_WithoutACache_KeepsNothing()
    {
        var table = new RunTable(0);
        var a = table.Offer(Tasks.Real("a")).Start[0].Entry;
        var b = table.Offer(Tasks.Real("b")).Start[0].Entry;
        a.Run = NewRun();
        b.Run = NewRun();
        Assert.Single(table.Finish(a, null, keep: true).Evict);
        Assert.Single(table.Finish(b, null, keep: true).Evict);
        Assert.Equal(0, table.Count);
    }

    [Fact]
    public void Finish_OfABrokenRun_ForgetsIt()
    {
        var table = new RunTable(2);
        var entry = table.Offer(Tasks.Real("a")).Start[0].Entry;
        entry.Run = NewRun();
        Assert.Single(table.Finish(entry, null, keep: false).Evict);
        Assert.Equal(0, table.Count);
    }

    [Fact]
    public void Clear_LeavesBusyRunsAlone()
    {
        var table = new RunTable(2);
        Finish(table, table.Offer(Tasks.Real("a")));
        table.Offer(Tasks.Real("b"));
        Assert.Single(table.Clear().Evict);
        Assert.Equal(1, table.Count);
    }

    // last started event of the cached run, then the task, then whether the run can go on with it
    [Theory]
    [InlineData(3, 3, 4, true)]
    [InlineData(3, 3, 1, true)] // the whole history again, as from the shared queue
    [InlineData(3, 3, 5, false)] // a gap
    [InlineData(3, 9, 10, false)] // somebody else went on
    [InlineData(9, 3, 4, false)] // this side is ahead of what the server has
    [InlineData(0, 0, 1, false)] // nothing was run yet
    public void Covers_RealTask_OnlyWhenItGoesOnFromHere(long covered, long previous, long first, bool expected) =>
        Assert.Equal(expected, RunCoverage.Covers(covered, Tasks.Real("a", previous, previous + 9, first)));

    [Theory]
    [InlineData(3, 3, true)]
    [InlineData(9, 3, true)]
    [InlineData(3, 9, false)]
    [InlineData(0, 0, false)]
    public void Covers_Query_WhenTheStateIsAtLeastAsNew(long covered, long previous, bool expected) =>
        Assert.Equal(expected, RunCoverage.Covers(covered, Tasks.Query("a", previous)));

    private static void Finish(RunTable table, RunTableStep step)
    {
        var entry = step.Start[0].Entry;
        entry.Run ??= NewRun();
        table.Finish(entry, null, keep: true);
    }

    private static Temporalio.Worker.WorkflowRun NewRun() => new(Runs.Context(), new("workflow", "run", "Workflow"));
}
