using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.LocalActivities;

/// <summary>Workflow tasks that are held for local activities longer than one task may take.</summary>
public sealed class HeldTaskTests(SharedServers servers) : LocalBehaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task HeldTask_OutOfTime_IsFollowedByTheNextAtOnce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await WithWorkerAsync(c, async () =>
        {
            var handle = await StartAsync(c, ShortTask, 60, "Wait");
            await Eventually.IsAsync(
                async () => (await TypesAsync(c)).Count(type => type == EventType.WorkflowTaskStarted) > 1, "a second task began");
            Work.Open();
            Assert.Equal("Wait! later", await handle.GetResultAsync());
            await ReplayAsync(handle);
        });
        Assert.DoesNotContain(EventType.WorkflowTaskFailed, await TypesAsync(c));
    }

    [SkippableTheory, BothServers]
    public async Task Messages_ToAHeldTask_AreSeenByTheNext(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await WithWorkerAsync(c, async () =>
        {
            var handle = await StartAsync(c, ShortTask, 60, "Wait");
            await Work.Waiting.Task;
            await handle.SignalAsync(wf => wf.SayAsync("signal"));
            Assert.Equal("signal update", await handle.ExecuteUpdateAsync(wf => wf.AskAsync("update")));
            Work.Open();
            Assert.Equal("signal update Wait! later", await handle.GetResultAsync());
            await ReplayAsync(handle);
        });
    }

    [SkippableTheory, BothServers]
    public async Task Question_ToAHeldTask_IsAnsweredByTheNext(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await WithWorkerAsync(c, async () =>
        {
            var handle = await StartAsync(c, ShortTask, 60, "Do", "Wait");
            await Work.Waiting.Task;
            Assert.Equal("Do! later", await handle.QueryAsync(wf => wf.Words));
            Work.Open();
            Assert.Equal("Do! later Wait! later", await handle.GetResultAsync());
        });
    }

    [SkippableTheory, BothServers]
    public async Task Cancellation_OfTheWorkflow_StopsTheLocalActivity(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await WithWorkerAsync(c, async () =>
        {
            var handle = await StartAsync(c, ShortTask, 60, "Wait");
            await Work.Waiting.Task;
            await handle.CancelAsync();
            var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync());
            Assert.IsType<CanceledFailureException>(failed.InnerException);
            await Work.Stopped.Task;
            await ReplayAsync(handle);
        });
    }

    [SkippableTheory, BothServers]
    public async Task Termination_OfTheWorkflow_StopsTheLocalActivity(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await WithWorkerAsync(c, async () =>
        {
            var handle = await StartAsync(c, ShortTask, 60, "Wait");
            await Work.Waiting.Task;
            await handle.TerminateAsync();
            await Work.Stopped.Task;
        });
        Assert.Equal(EventType.WorkflowExecutionTerminated, (await TypesAsync(c))[^1]);
    }

    [SkippableTheory, BothServers]
    public async Task Worker_ThatStops_GivesTheHeldTaskToAnother(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await WithWorkerAsync(c, async () =>
        {
            await StartAsync(c, null, 60, "Do", "Wait");
            await Work.Waiting.Task;
        });
        Work.Open();
        await WithWorkerAsync(c, async () =>
        {
            var handle = new Temporalio.Client.TemporalClient(c.Connection, new())
                .GetWorkflowHandle<LocalCaller, string>(c.WorkflowId);
            Assert.Equal("Do! later Wait! later", await handle.GetResultAsync());
            await ReplayAsync(handle);
        });

        // Nobody had to wait for a timeout, and what was recorded was not carried out again.
        Assert.DoesNotContain(EventType.WorkflowTaskTimedOut, await TypesAsync(c));
        Assert.Equal(3, Work.Begun);
    }
}
