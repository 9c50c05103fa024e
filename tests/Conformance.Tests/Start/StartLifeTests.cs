using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.Start;

/// <summary>Delays, time-outs, limits, and the end of what is kept.</summary>
public sealed class StartLifeTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task PoliciesThatContradict_AreInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(Code.InvalidArgument, () => c.StartAsync(r =>
        {
#pragma warning disable CS0612, CS0618 // The old policy is what is judged here.
            r.WorkflowIdReusePolicy = WorkflowIdReusePolicy.TerminateIfRunning;
#pragma warning restore CS0612, CS0618
            r.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.Fail;
        }));
        await Refused.WithAsync(Code.InvalidArgument, () => c.StartAsync(r =>
        {
            r.WorkflowIdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate;
            r.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.TerminateExisting;
        }));
    }

    [SkippableTheory, BothServers]
    public async Task Delay_HoldsTheFirstTaskBack(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.WorkflowStartDelay = Do.Span(3));
        await c.HistoryIsAsync(EventType.WorkflowExecutionStarted);
        var info = (await c.DescribeAsync()).WorkflowExecutionInfo;
        Assert.Equal(TimeSpan.FromSeconds(3), info.ExecutionTime.ToDateTime() - info.StartTime.ToDateTime());
        var task = await c.PollAsync();
        Assert.True(task.StartedTime.ToDateTime() >= info.ExecutionTime.ToDateTime());
    }

    [SkippableTheory, BothServers]
    public async Task Delay_IsNotShortenedByASignal(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.WorkflowStartDelay = Do.Span(60));
        await c.SignalAsync("early");
        await c.HistoryIsAsync(EventType.WorkflowExecutionStarted, EventType.WorkflowExecutionSignaled);
    }

    [SkippableTheory, BothServers]
    public async Task Delay_IsEndedByACancelRequest(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r => r.WorkflowStartDelay = Do.Span(60));
        await c.Rpc.RequestCancelWorkflowExecutionAsync(
            new() { Namespace = Conversation.Namespace, WorkflowExecution = c.Execution, RequestId = "cancel" });
        Assert.Equal(
            EventType.WorkflowExecutionCancelRequested, (await c.PollAsync()).History.Events[1].EventType);
    }

    [SkippableTheory, BothServers]
    public async Task ExecutionTimeout_EndsTheChain_DespiteARetryPolicy(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r =>
        {
            r.WorkflowExecutionTimeout = Do.Span(1);
            r.RetryPolicy = new() { InitialInterval = Do.Span(1) };
        });
        await Eventually.IsAsync(
            async () => await c.StatusAsync() == WorkflowExecutionStatus.TimedOut, "the execution times out");
        var last = (await c.HistoryAsync())[^1].WorkflowExecutionTimedOutEventAttributes;
        Assert.Equal((RetryState.Timeout, string.Empty), (last.RetryState, last.NewExecutionRunId));
    }

    [SkippableTheory, BothServers]
    public async Task RunTimeout_WithARetryPolicy_StartsAnotherRun(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r =>
        {
            r.WorkflowRunTimeout = Do.Span(1);
            r.RetryPolicy = new() { InitialInterval = Do.Span(1), MaximumAttempts = 2 };
        });
        await Eventually.IsAsync(
            async () => await c.StatusAsync() == WorkflowExecutionStatus.TimedOut, "the run times out");
        var next = (await c.HistoryAsync())[^1].WorkflowExecutionTimedOutEventAttributes.NewExecutionRunId;
        var started = (await c.HistoryAsync(new() { WorkflowId = c.WorkflowId, RunId = next }))[0]
            .WorkflowExecutionStartedEventAttributes;
        Assert.Equal(
            (2, ContinueAsNewInitiator.Retry, c.RunId, c.RunId),
            (started.Attempt, started.Initiator, started.ContinuedExecutionRunId, started.FirstExecutionRunId));
    }

    [SkippableTheory, BothServers]
    public async Task NamesBeyondTheLimit_AreInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var name = new string('x', 1001);
        await Refused.WithAsync(Code.InvalidArgument, () => c.StartAsync(r => r.WorkflowId = name));
        await Refused.WithAsync(Code.InvalidArgument, () => c.StartAsync(r => r.WorkflowType.Name = name));
        await Refused.WithAsync(Code.InvalidArgument, () => c.StartAsync(r => r.TaskQueue.Name = name));
        await Refused.WithAsync(Code.InvalidArgument, () => c.StartAsync(r => r.RequestId = name));
        await c.StartAsync();
        await Refused.WithAsync(Code.InvalidArgument, () => c.SignalAsync(name));
    }

    [SkippableTheory, BothServers]
    public async Task BlobsBeyondTheLimit_AreInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var big = Conversation.JsonArguments($"\"{new string('x', 2_200_000)}\"");
        await Refused.WithAsync(Code.InvalidArgument, () => c.StartAsync(r => r.Input = big));
        await c.StartAsync();
        await Refused.WithAsync(Code.InvalidArgument, () => c.Rpc.SignalWorkflowExecutionAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowExecution = c.Execution,
            SignalName = "big",
            Input = big,
        }));
    }

    [SkippableTheory, BothServers]
    public async Task BadPolicies_AreInvalid(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(
            Code.InvalidArgument, () => c.StartAsync(r => r.RetryPolicy = new() { BackoffCoefficient = 0.5 }));
        await Refused.WithAsync(
            Code.InvalidArgument, () => c.StartAsync(r => r.RetryPolicy = new() { MaximumAttempts = -1 }));
        await Refused.WithAsync(
            Code.InvalidArgument, () => c.StartAsync(r => r.RetryPolicy = new()
            {
                InitialInterval = Do.Span(10),
                MaximumInterval = Do.Span(1),
            }));
        await Refused.WithAsync(
            Code.InvalidArgument, () => c.StartAsync(r => r.WorkflowRunTimeout = Do.Span(-1)));
        await Refused.WithAsync(
            Code.InvalidArgument, () => c.StartAsync(r => r.TaskQueue.Name = "/_sys/mine"));
    }

    [SkippableTheory, BothServers]
    public async Task RunIdThatIsNone_IsInvalid_AndAnOldOneIsNotFoundBySignals(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await Refused.WithAsync(
            Code.InvalidArgument, () => c.DescribeAsync(new() { WorkflowId = c.WorkflowId, RunId = "not-a-uuid" }));
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        var old = c.Execution;
        await c.StartAsync();
        await Refused.WithAsync<NotFoundFailure>(Code.NotFound, () => c.SignalAsync("x", execution: old));
        Assert.Equal(WorkflowExecutionStatus.Completed, await c.StatusAsync(old));
    }

    [SkippableTheory, BothServers]
    public async Task Terminate_ForAnotherChain_IsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await Refused.WithAsync(Code.NotFound, () => c.Rpc.TerminateWorkflowExecutionAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowExecution = c.Current,
            FirstExecutionRunId = Guid.NewGuid().ToString(),
        }));
        await c.Rpc.TerminateWorkflowExecutionAsync(new()
        {
            Namespace = Conversation.Namespace,
            WorkflowExecution = c.Current,
            FirstExecutionRunId = c.RunId,
        });
        var last = (await c.HistoryAsync())[^1].WorkflowExecutionTerminatedEventAttributes;
        Assert.Equal("terminated by user via frontend", last.Reason);
    }

    [SkippableTheory, BothServers]
    public async Task Deleted_IsNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync(Code.NotFound, DeleteAsync);
        await c.StartAsync();
        await DeleteAsync();
        await Eventually.IsAsync(
            async () =>
            {
                try
                {
                    await c.DescribeAsync(c.Current);
                    return false;
                }
                catch (Temporalio.Exceptions.RpcException gone) when (gone.Code == Code.NotFound)
                {
                    return true;
                }
            },
            "the run is deleted");

        Task DeleteAsync() => c.Rpc.DeleteWorkflowExecutionAsync(
            new() { Namespace = Conversation.Namespace, WorkflowExecution = c.Current });
    }

    [SkippableTheory, BothServers]
    public async Task TaskQueue_ShowsItsPollers_AndAnUnknownOneNone(ServerKind kind)
    {
        var c = await WithAsync(kind);
        Assert.Empty((await DescribeQueueAsync()).Pollers);
        using var end = new CancellationTokenSource();
        var polling = c.TryPollAsync(TimeSpan.FromSeconds(30), cancellation: end.Token);
        await Eventually.IsAsync(
            async () => (await DescribeQueueAsync()).Pollers.Any(poller => poller.Identity == "worker"),
            "the poller is shown");
        await end.CancelAsync();
        await Record.ExceptionAsync(() => polling);

        Task<DescribeTaskQueueResponse> DescribeQueueAsync() => c.Rpc.DescribeTaskQueueAsync(new()
        {
            Namespace = Conversation.Namespace,
            TaskQueue = new() { Name = c.Queue },
            TaskQueueType = TaskQueueType.Workflow,
        });
    }

    [SkippableTheory, BothServers]
    public async Task Tasks_WithoutAWorker_AreServedLaterEachOnce(ServerKind kind)
    {
        var c = await WithAsync(kind);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add($"{c.WorkflowId}-{i}");
            await c.StartAsync(r => r.WorkflowId = ids[^1]);
        }

        var served = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            served.Add((await c.PollAsync()).WorkflowExecution.WorkflowId);
        }

        // Nobody promises their order: the queues of a server may have parts.
        Assert.Equal(ids.Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));
    }

    [SkippableTheory, BothServers]
    public async Task ContinueAsNew_KeepsTheFirstRunOverThree_ButNotTheMemo(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync(r =>
        {
            r.Memo = new() { Fields = { ["note"] = Conversation.Json("1") } };
            r.WorkflowRunTimeout = Do.Span(50);
        });
        await c.CompleteAsync(await c.PollAsync(), Do.ContinueAsNew(c));
        await c.CompleteAsync(await c.PollAsync(), Do.ContinueAsNew(c));
        var started = (await c.PollAsync()).History.Events[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal(c.RunId, started.FirstExecutionRunId);
        Assert.NotEqual(c.RunId, started.ContinuedExecutionRunId);
        Assert.True(started.Memo is null || started.Memo.Fields.Count == 0);
        Assert.Equal(Do.Span(50), started.WorkflowRunTimeout);
    }
}
