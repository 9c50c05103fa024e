using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.Timers;

public sealed class TimerTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Timer_FiresAndNeverEarly(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Timer("t", 0.5));
        await c.PollAsync();
        var events = await c.HistoryAsync();
        var started = events[4];
        var fired = Assert.Single(events, e => e.EventType == EventType.TimerFired);
        Assert.Equal(started.EventId, fired.TimerFiredEventAttributes.StartedEventId);
        Assert.True(fired.EventTime.ToDateTime() - started.EventTime.ToDateTime() >= TimeSpan.FromSeconds(0.5));
    }

    [SkippableTheory, BothServers]
    public async Task TwoTimers_DueTogether_BothFire(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Timer("1", 0.2), Do.Timer("2", 0.2));
        var task = await c.PollAsync();
        while (task.History.Events.Count(e => e.EventType == EventType.TimerFired) < 2)
        {
            await c.CompleteAsync(task);
            task = await c.PollAsync();
        }
    }

    [SkippableTheory, BothServers]
    public async Task CancelTimer_WritesItAndUnknownOnesFailTheTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Timer("t", 60));
        await c.SignalAsync("cancel");
        await c.CompleteAsync(await c.PollAsync(), Do.CancelTimer("t"));
        Assert.Contains(await c.HistoryAsync(), e => e.EventType == EventType.TimerCanceled);
        await c.SignalAsync("again");
        var task = await c.PollAsync();
        await Refused.WithAsync(RpcException.StatusCode.InvalidArgument, () => c.CompleteAsync(task, Do.CancelTimer("t")));
        var failed = Assert.Single(await c.HistoryAsync(), e => e.EventType == EventType.WorkflowTaskFailed);
        Assert.Equal(
            WorkflowTaskFailedCause.BadCancelTimerAttributes, failed.WorkflowTaskFailedEventAttributes.Cause);
    }

    [SkippableTheory, BothServers]
    public async Task CancelTimer_WithTheFiringInTheBuffer_TakesItOut(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Timer("t", 1));
        await c.SignalAsync("wake");
        var task = await c.PollAsync();
        // Held until the timer must have fired into the buffer: real time is the subject here.
        await Task.Delay(TimeSpan.FromSeconds(3));
        await c.CompleteAsync(task, Do.CancelTimer("t"), Do.Complete());
        var events = await c.HistoryAsync();
        Assert.DoesNotContain(events, e => e.EventType == EventType.TimerFired);
        Assert.Contains(events, e => e.EventType == EventType.TimerCanceled);
        Assert.Equal(WorkflowExecutionStatus.Completed, await c.StatusAsync());
    }

    [SkippableTheory, BothServers]
    public async Task Marker_RoundTrips(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Marker("m"));
        var marker = (await c.HistoryAsync())[4].MarkerRecordedEventAttributes;
        Assert.Equal("m", marker.MarkerName);
        Assert.Equal("7", marker.Details["data"].Payloads_[0].Data.ToStringUtf8());
    }

    [SkippableTheory, BothServers]
    public async Task SearchAttribute_IsSetAndRemoved(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Upsert("ConformanceKeyword", Conversation.Json("\"here\"")));
        var value = (await c.DescribeAsync()).WorkflowExecutionInfo.SearchAttributes.IndexedFields["ConformanceKeyword"];
        Assert.Equal("\"here\"", value.Data.ToStringUtf8());
        Assert.Equal("Keyword", value.Metadata["type"].ToStringUtf8());
        await c.SignalAsync("remove");
        await c.CompleteAsync(await c.PollAsync(), Do.Upsert("ConformanceKeyword", Conversation.NullPayload()));
        var left = (await c.DescribeAsync()).WorkflowExecutionInfo.SearchAttributes?.IndexedFields;
        Assert.True(left is null || !left.ContainsKey("ConformanceKeyword"));
    }

    [SkippableTheory, BothServers]
    public async Task SearchAttribute_Unknown_FailsTheTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await Refused.WithAsync(
            RpcException.StatusCode.InvalidArgument,
            () => c.CompleteAsync(task, Do.Upsert("NobodyKnowsThis", Conversation.Json("1"))));
        Assert.Equal(
            WorkflowTaskFailedCause.BadSearchAttributes,
            (await c.HistoryAsync())[3].WorkflowTaskFailedEventAttributes.Cause);
    }

    [SkippableTheory, BothServers]
    public async Task Memo_IsMergedAndRemoved(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.Memo = new() { Fields = { ["first"] = Conversation.Json("1") } });
        await c.CompleteAsync(await c.PollAsync(), Do.Memo("second", Conversation.Json("2")));
        await c.SignalAsync("remove");
        await c.CompleteAsync(await c.PollAsync(), Do.Memo("first", Conversation.NullPayload()));
        Assert.Equal(["second"], (await c.DescribeAsync()).WorkflowExecutionInfo.Memo.Fields.Keys);
    }
}
