using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.Signals;

public sealed class SignalTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Signal_OnAnIdleRun_MakesATask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync());
        await c.SignalAsync("hello");
        var events = await c.HistoryAsync();
        Assert.Equal(
            [EventType.WorkflowExecutionSignaled, EventType.WorkflowTaskScheduled], events.Skip(4).Select(e => e.EventType));
        Assert.Equal("hello", events[4].WorkflowExecutionSignaledEventAttributes.SignalName);
        Assert.Equal("client", events[4].WorkflowExecutionSignaledEventAttributes.Identity);
    }

    [SkippableTheory, BothServers]
    public async Task Signal_WithTheSameRequestId_StandsOnce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.SignalAsync("once", "request-1");
        await c.SignalAsync("once", "request-1");
        Assert.Single(await c.HistoryAsync(), e => e.EventType == EventType.WorkflowExecutionSignaled);
    }

    [SkippableTheory, BothServers]
    public async Task Signal_ToAClosedOrUnknownRun_IsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync<NotFoundFailure>(RpcException.StatusCode.NotFound, () => c.SignalAsync("x", execution: c.Current));
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => c.SignalAsync("x"));
    }

    [SkippableTheory, BothServers]
    public async Task SignalWithStart_StartsOnceThenSignals(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var first = await SignalWithStartAsync();
        var second = await SignalWithStartAsync();
        Assert.Equal(first.RunId, second.RunId);
        Assert.False(second.Started);
        var events = await c.HistoryAsync(c.Current);
        Assert.Equal(
            [
                EventType.WorkflowExecutionStarted, EventType.WorkflowExecutionSignaled, EventType.WorkflowTaskScheduled,
                EventType.WorkflowExecutionSignaled,
            ],
            events.Select(e => e.EventType));

        async Task<Temporalio.Api.WorkflowService.V1.SignalWithStartWorkflowExecutionResponse> SignalWithStartAsync() =>
            await c.Rpc.SignalWithStartWorkflowExecutionAsync(new()
            {
                Namespace = Conversation.Namespace,
                WorkflowId = c.WorkflowId,
                WorkflowType = new() { Name = Conversation.WorkflowType },
                TaskQueue = new() { Name = c.Queue },
                SignalName = "both",
                RequestId = Guid.NewGuid().ToString(),
            });
    }

    [SkippableTheory, BothServers]
    public async Task SignalWithStart_WithADelay_DoesNotShortenItAtTheStart(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var response = await c.Rpc.SignalWithStartWorkflowExecutionAsync(
            SignalWithStart(c, r => r.WorkflowStartDelay = Do.Span(60)));
        Assert.True(response.Started);
        Assert.Equal(
            [EventType.WorkflowExecutionStarted, EventType.WorkflowExecutionSignaled],
            (await c.HistoryAsync(c.Current)).Select(e => e.EventType));
    }

    [SkippableTheory, BothServers]
    public async Task SignalWithStart_ThatTerminates_ReplacesTheRun(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var response = await c.Rpc.SignalWithStartWorkflowExecutionAsync(
            SignalWithStart(c, r => r.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.TerminateExisting));
        Assert.True(response.Started);
        Assert.NotEqual(c.RunId, response.RunId);
        Assert.Equal(WorkflowExecutionStatus.Terminated, await c.StatusAsync());
    }

    [SkippableTheory, BothServers]
    public async Task SignalWithStart_WithTheSameRequestId_SignalsOnce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var request = SignalWithStart(c, _ => { });
        var first = await c.Rpc.SignalWithStartWorkflowExecutionAsync(request);
        var second = await c.Rpc.SignalWithStartWorkflowExecutionAsync(request);
        Assert.Equal(first.RunId, second.RunId);
        Assert.Single(await c.HistoryAsync(c.Current), e => e.EventType == EventType.WorkflowExecutionSignaled);
    }

    [SkippableTheory, BothServers]
    public async Task SignalWithStart_OfABadShape_IsInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await InvalidAsync(r => r.SignalName = string.Empty);
        await InvalidAsync(r => r.WorkflowType = null);
        await InvalidAsync(r => r.TaskQueue = null);
        await InvalidAsync(r => r.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.Fail);
        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => c.DescribeAsync(c.Current));

        Task InvalidAsync(Action<SignalWithStartWorkflowExecutionRequest> change) => Refused.WithAsync(
            RpcException.StatusCode.InvalidArgument,
            () => c.Rpc.SignalWithStartWorkflowExecutionAsync(SignalWithStart(c, change)));
    }

    [SkippableTheory, BothServers]
    public async Task Cancel_Twice_StandsOnce_AndAClosedRunDoesNotMind(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await CancelAsync();
        await CancelAsync();
        var requested = Assert.Single(
            await c.HistoryAsync(), e => e.EventType == EventType.WorkflowExecutionCancelRequested);
        Assert.Equal("enough", requested.WorkflowExecutionCancelRequestedEventAttributes.Cause);
        await c.CompleteAsync(await c.PollAsync(), Do.Cancel());
        Assert.Equal(WorkflowExecutionStatus.Canceled, await c.StatusAsync());
        await CancelAsync();

        Task CancelAsync() => c.Rpc.RequestCancelWorkflowExecutionAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowExecution = c.Execution,
            Reason = "enough",
            RequestId = Guid.NewGuid().ToString(),
        });
    }

    [SkippableTheory, BothServers]
    public async Task Cancel_Unknown_IsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => c.Rpc.RequestCancelWorkflowExecutionAsync(
            new() { Namespace = Conversation.Namespace, WorkflowExecution = c.Current, RequestId = "r" }));
    }

    [SkippableTheory, BothServers]
    public async Task Terminate_EndsIt_AndTheOpenTokenIsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await c.SignalAsync("buffered");
        await c.TerminateAsync();
        await c.HistoryIsAsync(
            EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled, EventType.WorkflowTaskStarted,
            EventType.WorkflowTaskFailed, EventType.WorkflowExecutionSignaled, EventType.WorkflowExecutionTerminated);
        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => c.CompleteAsync(task));
        await Refused.WithAsync(RpcException.StatusCode.NotFound, c.TerminateAsync);
    }

    private static SignalWithStartWorkflowExecutionRequest SignalWithStart(
        Conversation c, Action<SignalWithStartWorkflowExecutionRequest> change)
    {
        var request = new SignalWithStartWorkflowExecutionRequest
        {
            Namespace = Conversation.Namespace,
            WorkflowId = c.WorkflowId,
            WorkflowType = new() { Name = Conversation.WorkflowType },
            TaskQueue = new() { Name = c.Queue },
            SignalName = "both",
            RequestId = Guid.NewGuid().ToString(),
        };
        change(request);
        return request;
    }
}
