using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace Conformance.Tests.LocalActivities;

/// <summary>What local activities leave in a history.</summary>
public sealed class LocalActivityTests(SharedServers servers) : LocalBehaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task LocalActivity_ThatCompletes_LeavesAMarkerInItsTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await WithWorkerAsync(c, async () =>
        {
            var handle = await StartAsync(c, null, 60, "Do");
            Assert.Equal("Do! later", await handle.GetResultAsync());
            await ReplayAsync(handle);
        });
        Assert.Equal(
            [
                EventType.WorkflowExecutionStarted,
                EventType.WorkflowTaskScheduled,
                EventType.WorkflowTaskStarted,
                EventType.WorkflowTaskCompleted,
                EventType.MarkerRecorded,
                EventType.WorkflowExecutionCompleted,
            ],
            await TypesAsync(c));
        var marker = (await c.HistoryAsync(c.Current)).Single(e => e.EventType == EventType.MarkerRecorded);
        Assert.Equal("core_local_activity", marker.MarkerRecordedEventAttributes.MarkerName);
        Assert.Equal(["data", "result"], marker.MarkerRecordedEventAttributes.Details.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("\"called\"", marker.UserMetadata.Summary.Data.ToStringUtf8());
    }

    [SkippableTheory, BothServers]
    public async Task LocalActivity_ThatFails_LeavesItsFailureInTheMarker(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await WithWorkerAsync(c, async () =>
        {
            var handle = await StartAsync(c, null, 60, "Fail");
            var failed = await Assert.ThrowsAsync<WorkflowFailedException>(() => handle.GetResultAsync());
            Assert.Equal("ForGood", Assert.IsType<ApplicationFailureException>(failed.InnerException).ErrorType);
            await ReplayAsync(handle);
        });
        var marker = (await c.HistoryAsync(c.Current)).Single(e => e.EventType == EventType.MarkerRecorded);
        var failure = marker.MarkerRecordedEventAttributes.Failure;
        Assert.Equal("Fail", failure.Message);
        Assert.Equal("\"Fail\"", failure.ApplicationFailureInfo.Details.Payloads_.Single().Data.ToStringUtf8());
    }

    [SkippableTheory, BothServers]
    public async Task LocalActivity_ThatIsRetried_LeavesOneMarker(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await WithWorkerAsync(c, async () =>
        {
            var handle = await StartAsync(c, null, 60, "FailFirst", "Do");
            Assert.Equal("FailFirst! later Do! later", await handle.GetResultAsync());
            Assert.Equal(3, Work.Begun);
            await ReplayAsync(handle);
        });
        Assert.Equal(2, (await TypesAsync(c)).Count(type => type == EventType.MarkerRecorded));
        Assert.Single(await TypesAsync(c), EventType.WorkflowTaskCompleted);
    }

    [SkippableTheory, BothServers]
    public async Task Backoff_BeyondTheThreshold_IsATimerBetweenTwoMarkers(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await WithWorkerAsync(c, async () =>
        {
            var handle = await StartAsync(c, null, 0.01, "FailFirst");
            Assert.Equal("FailFirst! later", await handle.GetResultAsync());
            await ReplayAsync(handle);
        });
        Assert.Equal(
            [
                EventType.WorkflowExecutionStarted,
                EventType.WorkflowTaskScheduled,
                EventType.WorkflowTaskStarted,
                EventType.WorkflowTaskCompleted,
                EventType.MarkerRecorded,
                EventType.TimerStarted,
                EventType.TimerFired,
                EventType.WorkflowTaskScheduled,
                EventType.WorkflowTaskStarted,
                EventType.WorkflowTaskCompleted,
                EventType.MarkerRecorded,
                EventType.WorkflowExecutionCompleted,
            ],
            await TypesAsync(c));
    }

    [SkippableTheory, BothServers]
    public async Task Reset_BehindAMarker_CarriesNothingOutAgain(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await WithWorkerAsync(c, async () =>
        {
            var handle = await StartAsync(c, null, 0.01, "Do", "FailFirst", "Do");
            await handle.GetResultAsync();
            Assert.Equal(4, Work.Begun);
            var second = (await c.HistoryAsync(c.Current)).Where(e => e.EventType == EventType.WorkflowTaskCompleted).ElementAt(1);
            await c.Rpc.ResetWorkflowExecutionAsync(new()
            {
                Namespace = Conversation.Namespace,
                WorkflowExecution = c.Current,
                WorkflowTaskFinishEventId = second.EventId,
                Reason = "once more",
                RequestId = Guid.NewGuid().ToString(),
            });
            var again = new TemporalClient(c.Connection, new()).GetWorkflowHandle<LocalCaller, string>(c.WorkflowId);
            Assert.Equal("Do! later FailFirst! later Do! later", await again.GetResultAsync());

            // The first one, and the first attempt of the second, stand in the history that was kept.
            Assert.Equal(6, Work.Begun);
            await ReplayAsync(again);
        });
    }
}
