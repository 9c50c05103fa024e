using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.Start;

public sealed class StartTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Start_WritesTwoEvents(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.HistoryIsAsync(EventType.WorkflowExecutionStarted, EventType.WorkflowTaskScheduled);
        Assert.Equal(c.RunId, (await c.DescribeAsync(c.Current)).WorkflowExecutionInfo.Execution.RunId);
    }

    [SkippableTheory, BothServers]
    public async Task Start_WithAMissingField_IsInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        Action<Temporalio.Api.WorkflowService.V1.StartWorkflowExecutionRequest>[] faults =
        [
            r => r.WorkflowId = string.Empty,
            r => r.WorkflowType = null,
            r => r.WorkflowType.Name = string.Empty,
            r => r.TaskQueue = null,
            r => r.TaskQueue.Name = string.Empty,
            r => r.Namespace = string.Empty,
            r => r.WorkflowId = new('x', 1001),
        ];
        foreach (var fault in faults)
        {
            await Refused.WithAsync(RpcException.StatusCode.InvalidArgument, () => c.StartAsync(fault));
        }
    }

    [SkippableTheory, BothServers]
    public async Task Start_WithTheSameRequestId_IsTheSameRun(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var first = await c.StartAsync(r => r.RequestId = "same");
        var second = await c.StartAsync(r => r.RequestId = "same");
        Assert.Equal(first.RunId, second.RunId);
        Assert.Equal(2, (await c.HistoryAsync()).Count);
    }

    [SkippableTheory, BothServers]
    public async Task Start_OfARunningId_IsRefusedWithTheRunId(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var first = await c.StartAsync(r => r.RequestId = "first");
        var detail = await Refused.WithAsync<WorkflowExecutionAlreadyStartedFailure>(
            RpcException.StatusCode.AlreadyExists, () => c.StartAsync());
        Assert.Equal(first.RunId, detail.RunId);
        Assert.Equal("first", detail.StartRequestId);
    }

    [SkippableTheory, BothServers]
    public async Task Start_UseExisting_ReturnsTheRunningOne(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var first = await c.StartAsync();
        var second = await c.StartAsync(r => r.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.UseExisting);
        Assert.Equal(first.RunId, second.RunId);
        Assert.False(second.Started);
    }

    [SkippableTheory, BothServers]
    public async Task Start_TerminateExisting_ReplacesIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var old = c.Execution;
        await c.StartAsync(r => r.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.TerminateExisting);
        Assert.Equal(WorkflowExecutionStatus.Terminated, await c.StatusAsync(old));
        Assert.Equal(WorkflowExecutionStatus.Running, await c.StatusAsync());
    }

    [SkippableTheory, BothServers]
    public async Task Start_AfterACompletedRun_FollowsTheReusePolicy(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        foreach (var policy in new[] { WorkflowIdReusePolicy.RejectDuplicate, WorkflowIdReusePolicy.AllowDuplicateFailedOnly })
        {
            await Refused.WithAsync<WorkflowExecutionAlreadyStartedFailure>(
                RpcException.StatusCode.AlreadyExists, () => c.StartAsync(r => r.WorkflowIdReusePolicy = policy));
        }

        var first = c.RunId;
        await c.StartAsync(r => r.WorkflowIdReusePolicy = WorkflowIdReusePolicy.AllowDuplicate);
        Assert.NotEqual(first, c.RunId);
    }

    [SkippableTheory, BothServers]
    public async Task Start_AfterAFailedRun_AllowsFailedOnly(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Fail());
        await c.StartAsync(r => r.WorkflowIdReusePolicy = WorkflowIdReusePolicy.AllowDuplicateFailedOnly);
        Assert.Equal(WorkflowExecutionStatus.Running, await c.StatusAsync());
    }

    [SkippableTheory, BothServers]
    public async Task Start_KeepsMemoSearchAttributesHeaderAndMetadata(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r =>
        {
            r.Memo = new() { Fields = { ["note"] = Conversation.Json("\"m\"") } };
            r.SearchAttributes = new() { IndexedFields = { ["ConformanceInt"] = Conversation.Json("7") } };
            r.Header = new() { Fields = { ["h"] = Conversation.Json("\"h\"") } };
            r.UserMetadata = new() { Summary = Conversation.Json("\"s\"") };
            r.Input = Conversation.JsonArguments("1");
        });
        var described = await c.DescribeAsync();
        Assert.Equal("\"m\"", described.WorkflowExecutionInfo.Memo.Fields["note"].Data.ToStringUtf8());
        Assert.Equal("7", described.WorkflowExecutionInfo.SearchAttributes.IndexedFields["ConformanceInt"].Data.ToStringUtf8());
        Assert.Equal("\"s\"", described.ExecutionConfig.UserMetadata.Summary.Data.ToStringUtf8());
        var started = (await c.HistoryAsync())[0];
        Assert.Equal("\"h\"", started.WorkflowExecutionStartedEventAttributes.Header.Fields["h"].Data.ToStringUtf8());
        Assert.Equal("1", started.WorkflowExecutionStartedEventAttributes.Input.Payloads_[0].Data.ToStringUtf8());
    }

    [SkippableTheory, BothServers]
    public async Task Start_UnknownSearchAttribute_IsInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var refusal = await Refused.WithAsync(RpcException.StatusCode.InvalidArgument, () => c.StartAsync(r =>
            r.SearchAttributes = new() { IndexedFields = { ["NobodyKnowsThis"] = Conversation.Json("1") } }));
        Assert.Contains("no mapping defined for search attribute NobodyKnowsThis", refusal.Message, StringComparison.Ordinal);
    }

    [SkippableTheory, BothServers]
    public async Task WorkflowTaskTimeout_IsCappedAndDefaulted(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.WorkflowTaskTimeout = Do.Span(500));
        Assert.Equal(Do.Span(120), (await c.DescribeAsync()).ExecutionConfig.DefaultWorkflowTaskTimeout);
        var other = await WithAsync(kind);
        await other.StartAsync();
        Assert.Equal(Do.Span(10), (await other.DescribeAsync()).ExecutionConfig.DefaultWorkflowTaskTimeout);
    }

    [SkippableTheory, BothServers]
    public async Task RunTimeout_TimesTheRunOut(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.WorkflowRunTimeout = Do.Span(1));
        var closed = await c.Rpc.GetWorkflowExecutionHistoryAsync(new()
        {
            Namespace = Conversation.Namespace,
            Execution = c.Execution,
            WaitNewEvent = true,
            HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
        });
        Assert.Equal(EventType.WorkflowExecutionTimedOut, Assert.Single(closed.History.Events).EventType);
        Assert.Equal(WorkflowExecutionStatus.TimedOut, await c.StatusAsync());
    }
}
