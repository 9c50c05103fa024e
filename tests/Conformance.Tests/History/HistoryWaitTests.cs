using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.History;

/// <summary>Waiting for history, and its tokens.</summary>
public sealed class HistoryWaitTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task WaitForClose_EndsBeforeTheDeadlineWithATokenThatGoesOn(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var early = await c.Rpc.GetWorkflowExecutionHistoryAsync(
            Request(c, wait: true), new() { Timeout = TimeSpan.FromSeconds(4) });
        Assert.Empty(early.History.Events);
        Assert.False(early.NextPageToken.IsEmpty);
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        var request = Request(c, wait: true);
        request.NextPageToken = early.NextPageToken;
        var late = await c.Rpc.GetWorkflowExecutionHistoryAsync(request);
        Assert.Equal(EventType.WorkflowExecutionCompleted, Assert.Single(late.History.Events).EventType);
        Assert.True(late.NextPageToken.IsEmpty);
    }

    [SkippableTheory, BothServers]
    public async Task CloseEvent_OfAClosedRun_ComesAtOnce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Fail());
        foreach (var wait in new[] { true, false })
        {
            var found = await c.Rpc.GetWorkflowExecutionHistoryAsync(Request(c, wait));
            Assert.Equal(EventType.WorkflowExecutionFailed, Assert.Single(found.History.Events).EventType);
            Assert.True(found.NextPageToken.IsEmpty);
        }
    }

    [SkippableTheory, BothServers]
    public async Task Waiting_OnAClosedRun_GivesAllAndNoToken(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        var request = Request(c, wait: true);
        request.HistoryEventFilterType = HistoryEventFilterType.AllEvent;
        var all = await c.Rpc.GetWorkflowExecutionHistoryAsync(request);
        Assert.Equal(5, all.History.Events.Count);
        Assert.True(all.NextPageToken.IsEmpty);
    }

    [SkippableTheory, BothServers]
    public async Task TokenThatIsNone_IsInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var request = Request(c, wait: false);
        request.NextPageToken = ByteString.CopyFromUtf8("garbage");
        await Refused.WithAsync(Code.InvalidArgument, () => c.Rpc.GetWorkflowExecutionHistoryAsync(request));
    }

    [SkippableTheory, BothServers]
    public async Task TokenWithoutARunId_StaysWithTheRunOfTheFirstCall(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var request = Request(c, wait: true);
        request.Execution = c.Current;
        request.HistoryEventFilterType = HistoryEventFilterType.AllEvent;
        var first = await c.Rpc.GetWorkflowExecutionHistoryAsync(request);
        await c.TerminateAsync();
        await c.StartAsync();
        request.NextPageToken = first.NextPageToken;
        var rest = await c.Rpc.GetWorkflowExecutionHistoryAsync(request);
        Assert.Equal(EventType.WorkflowExecutionTerminated, rest.History.Events[^1].EventType);
    }

    private static GetWorkflowExecutionHistoryRequest Request(Conversation c, bool wait) => new()
    {
        Namespace = Conversation.Namespace,
        Execution = c.Execution,
        WaitNewEvent = wait,
        HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
    };
}
