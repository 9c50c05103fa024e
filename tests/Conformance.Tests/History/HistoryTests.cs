using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.History;

public sealed class HistoryTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task WaitForClose_ReturnsExactlyTheCloseEvent(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var waiting = c.Rpc.GetWorkflowExecutionHistoryAsync(new()
        {
            Namespace = Conversation.Namespace,
            Execution = c.Execution,
            WaitNewEvent = true,
            HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
        });
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        Assert.Equal(
            EventType.WorkflowExecutionCompleted, Assert.Single((await waiting).History.Events).EventType);
    }

    [SkippableTheory, BothServers]
    public async Task WaitForNewEvent_ReturnsIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var first = await c.Rpc.GetWorkflowExecutionHistoryAsync(
            new() { Namespace = Conversation.Namespace, Execution = c.Execution, WaitNewEvent = true });
        Assert.Equal(2, first.History.Events.Count);
        var waiting = c.Rpc.GetWorkflowExecutionHistoryAsync(new()
        {
            Namespace = Conversation.Namespace,
            Execution = c.Execution,
            WaitNewEvent = true,
            NextPageToken = first.NextPageToken,
        });
        await c.SignalAsync("new");
        Assert.Equal(
            EventType.WorkflowExecutionSignaled, (await waiting).History.Events[0].EventType);
    }

    [SkippableTheory, BothServers]
    public async Task Paging_GivesEveryEventOnceInOrder_AndTheReverseMirrorsIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        for (var round = 0; round < 4; round++)
        {
            await c.CompleteAsync(await c.PollAsync());
            await c.SignalAsync("next");
        }

        var all = (await c.HistoryAsync()).Select(e => e.EventId).ToList();
        var paged = new List<long>();
        var token = Google.Protobuf.ByteString.Empty;
        do
        {
            var page = await c.Rpc.GetWorkflowExecutionHistoryAsync(new()
            {
                Namespace = Conversation.Namespace,
                Execution = c.Execution,
                MaximumPageSize = 2,
                NextPageToken = token,
            });
            paged.AddRange(page.History.Events.Select(e => e.EventId));
            token = page.NextPageToken;
        }
        while (!token.IsEmpty);
        Assert.Equal(all, paged);
        var reverse = await c.Rpc.GetWorkflowExecutionHistoryReverseAsync(
            new() { Namespace = Conversation.Namespace, Execution = c.Execution, MaximumPageSize = 256 });
        Assert.Equal(all.AsEnumerable().Reverse(), reverse.History.Events.Select(e => e.EventId));
    }

    [SkippableTheory, BothServers]
    public async Task BufferedEvents_AreNotShown(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.PollAsync();
        await c.SignalAsync("buffered");
        Assert.Equal(3, (await c.HistoryAsync()).Count);
    }

    [SkippableTheory, BothServers]
    public async Task History_OfAnUnknownRun_IsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => c.HistoryAsync(c.Current));
    }
}
