using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.Children;

public sealed class ChildTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Completed_StandsInBothHistories(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c));
        var task = await PollChildAsync(c);
        await c.CompleteAsync(task, Do.Complete("\"of the child\""));
        var ended = await UntilAsync(c, EventType.ChildWorkflowExecutionCompleted);
        var completed = ended.ChildWorkflowExecutionCompletedEventAttributes;
        Assert.Equal("\"of the child\"", completed.Result.Payloads_[0].Data.ToStringUtf8());
        var started = Assert.Single(
            await c.HistoryAsync(), e => e.EventType == EventType.ChildWorkflowExecutionStarted);
        Assert.Equal((5, started.EventId), (completed.InitiatedEventId, completed.StartedEventId));
        var first = task.History.Events[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal(c.Execution, first.ParentWorkflowExecution);
        Assert.Equal(c.Execution, first.RootWorkflowExecution);
        Assert.Equal(5, first.ParentInitiatedEventId);
    }

    [SkippableTheory, BothServers]
    public async Task Initiated_HasItsDefaults(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c, change: child => child.TaskQueue = null));
        var initiated = (await c.HistoryAsync())[4].StartChildWorkflowExecutionInitiatedEventAttributes;
        Assert.Equal(c.Queue, initiated.TaskQueue.Name);
        Assert.Equal(
            (ParentClosePolicy.Terminate, WorkflowIdReusePolicy.AllowDuplicate, Do.Span(10)),
            (initiated.ParentClosePolicy, initiated.WorkflowIdReusePolicy, initiated.WorkflowTaskTimeout));
    }

    [SkippableTheory, BothServers]
    public async Task IdOfARunningWorkflow_FailsTheStart(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c, change: child => child.WorkflowId = c.WorkflowId));
        var failed = await UntilAsync(c, EventType.StartChildWorkflowExecutionFailed);
        Assert.Equal(
            StartChildWorkflowExecutionFailedCause.WorkflowAlreadyExists,
            failed.StartChildWorkflowExecutionFailedEventAttributes.Cause);
    }

    [SkippableTheory, BothServers]
    public async Task Failed_CarriesTheFailureAndItsRetryState(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c));
        await c.CompleteAsync(await PollChildAsync(c), Do.Fail());
        var failed = (await UntilAsync(c, EventType.ChildWorkflowExecutionFailed))
            .ChildWorkflowExecutionFailedEventAttributes;
        Assert.Equal(("on purpose", RetryState.RetryPolicyNotSet), (failed.Failure.Message, failed.RetryState));
    }

    [SkippableTheory, BothServers]
    public async Task TimedOut_ReachesTheParent(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c, change: child => child.WorkflowRunTimeout = Do.Span(1)));
        await UntilAsync(c, EventType.ChildWorkflowExecutionTimedOut);
        Assert.Equal(WorkflowExecutionStatus.TimedOut, await c.StatusAsync(ChildOf(c)));
    }

    [SkippableTheory, BothServers]
    public async Task Canceled_ReachesTheParent(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c));
        await c.CompleteAsync(await PollChildAsync(c), Do.Cancel());
        await UntilAsync(c, EventType.ChildWorkflowExecutionCanceled);
    }

    [SkippableTheory, BothServers]
    public async Task Terminated_ReachesTheParent(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c));
        await UntilAsync(c, EventType.ChildWorkflowExecutionStarted);
        await c.Rpc.TerminateWorkflowExecutionAsync(
            new() { Namespace = Conversation.Namespace, WorkflowExecution = ChildOf(c) });
        await UntilAsync(c, EventType.ChildWorkflowExecutionTerminated);
    }

    [SkippableTheory, BothServers]
    public async Task ParentCloses_WithThePolicyTerminate_EndsTheChild(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await CloseParentAsync(c, ParentClosePolicy.Terminate);
        await UntilStatusAsync(c, WorkflowExecutionStatus.Terminated);
        var last = (await c.HistoryAsync(ChildOf(c)))[^1].WorkflowExecutionTerminatedEventAttributes;
        Assert.Equal("by parent close policy", last.Reason);
    }

    [SkippableTheory, BothServers]
    public async Task ParentCloses_WithThePolicyRequestCancel_AsksTheChild(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await CloseParentAsync(c, ParentClosePolicy.RequestCancel);
        HistoryEvent? asked = null;
        await Eventually.IsAsync(
            async () => (asked = (await c.HistoryAsync(ChildOf(c))).FirstOrDefault(
                e => e.EventType == EventType.WorkflowExecutionCancelRequested)) is not null,
            "the child is asked to cancel");
        Assert.Equal(
            c.WorkflowId,
            asked!.WorkflowExecutionCancelRequestedEventAttributes.ExternalWorkflowExecution.WorkflowId);
        Assert.Equal(WorkflowExecutionStatus.Running, await c.StatusAsync(ChildOf(c)));
    }

    [SkippableTheory, BothServers]
    public async Task ParentCloses_WithThePolicyAbandon_LeavesTheChild(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await CloseParentAsync(c, ParentClosePolicy.Abandon);
        await c.CompleteAsync(await PollChildAsync(c), Do.Complete());
        Assert.Equal(WorkflowExecutionStatus.Completed, await c.StatusAsync(ChildOf(c)));
    }

    [SkippableTheory, BothServers]
    public async Task ParentContinuesAsNew_CountsAsAClose(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c));
        await UntilAsync(c, EventType.ChildWorkflowExecutionStarted);
        await c.CompleteAsync(await c.PollAsync(), Do.ContinueAsNew(c));
        await UntilStatusAsync(c, WorkflowExecutionStatus.Terminated);
    }

    [SkippableTheory, BothServers]
    public async Task ChildContinuesAsNew_OnlyItsLastRunReachesTheParent(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c));
        var first = await PollChildAsync(c);
        var again = Do.ContinueAsNew(c);
        again.ContinueAsNewWorkflowExecutionCommandAttributes.TaskQueue.Name = ChildQueue(c);
        await c.CompleteAsync(first, again);
        var second = await PollChildAsync(c);
        Assert.NotEqual(first.WorkflowExecution.RunId, second.WorkflowExecution.RunId);
        await c.CompleteAsync(second, Do.Complete());
        var ended = await UntilAsync(c, EventType.ChildWorkflowExecutionCompleted);
        Assert.Equal(
            second.WorkflowExecution.RunId,
            ended.ChildWorkflowExecutionCompletedEventAttributes.WorkflowExecution.RunId);
        Assert.Single(await c.HistoryAsync(), e => e.EventType == EventType.ChildWorkflowExecutionStarted);
    }

    [SkippableTheory, BothServers]
    public async Task Describe_ShowsPendingChildParentAndRoot(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c));
        await UntilAsync(c, EventType.ChildWorkflowExecutionStarted);
        var pending = Assert.Single((await c.DescribeAsync()).PendingChildren);
        Assert.Equal((ChildOf(c).WorkflowId, 5), (pending.WorkflowId, pending.InitiatedId));
        var info = (await c.DescribeAsync(ChildOf(c))).WorkflowExecutionInfo;
        Assert.Equal((c.Execution, c.Execution), (info.ParentExecution, info.RootExecution));
        Assert.Equal(c.Execution, (await c.DescribeAsync()).WorkflowExecutionInfo.RootExecution);
    }

    [SkippableTheory, BothServers]
    public async Task List_FindsChildrenByParentAndRoot(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c));
        await UntilAsync(c, EventType.ChildWorkflowExecutionStarted);
        await Eventually.IsAsync(
            async () => (await ListAsync($"ParentWorkflowId = '{c.WorkflowId}'")).Executions.Count == 1 &&
                (await ListAsync($"RootWorkflowId = '{c.WorkflowId}' AND RootRunId = '{c.RunId}'")).Executions.Count == 2,
            "both runs are listed");

        Task<ListWorkflowExecutionsResponse> ListAsync(string query) =>
            c.Rpc.ListWorkflowExecutionsAsync(new() { Namespace = Conversation.Namespace, Query = query });
    }

    [SkippableTheory, BothServers]
    public async Task FiveInOneTask_AllStart(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync([.. Enumerable.Range(0, 5).Select(i => Child(c, $"child{i}"))]);
        await Eventually.IsAsync(
            async () => (await c.HistoryAsync()).Count(e => e.EventType == EventType.ChildWorkflowExecutionStarted) == 5,
            "five children are started");
    }

    [SkippableTheory, BothServers]
    public async Task WithoutAnIdOrType_FailsTheTask(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await Refused.WithAsync(
            Code.InvalidArgument, () => c.CompleteAsync(task, Child(c, change: child => child.WorkflowId = string.Empty)));
        var failed = Assert.Single(await c.HistoryAsync(), e => e.EventType == EventType.WorkflowTaskFailed);
        Assert.Equal(
            WorkflowTaskFailedCause.BadStartChildExecutionAttributes,
            failed.WorkflowTaskFailedEventAttributes.Cause);
    }

    [SkippableTheory, BothServers]
    public async Task SignalToTheChild_NamesItsSender(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c));
        await UntilAsync(c, EventType.ChildWorkflowExecutionStarted);
        await c.CompleteAsync(await c.PollAsync(), Signal(ChildOf(c), childOnly: true));
        await UntilAsync(c, EventType.ExternalWorkflowExecutionSignaled);
        var told = Assert.Single(
            await c.HistoryAsync(ChildOf(c)), e => e.EventType == EventType.WorkflowExecutionSignaled);
        Assert.Equal(c.Execution, told.WorkflowExecutionSignaledEventAttributes.ExternalWorkflowExecution);
    }

    [SkippableTheory, BothServers]
    public async Task SignalToTheChildOnly_OfAStranger_Fails(ServerKind kind)
    {
        var stranger = await WithAsync(kind);
        await stranger.StartAsync();
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Signal(stranger.Current, childOnly: true));
        await UntilAsync(c, EventType.SignalExternalWorkflowExecutionFailed);
    }

    [SkippableTheory, BothServers]
    public async Task SignalToAnUnknownWorkflow_OrToItself_Fails(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Signal(new() { WorkflowId = c.WorkflowId + "-nobody" }));
        var failed = await UntilAsync(c, EventType.SignalExternalWorkflowExecutionFailed);
        Assert.Equal(
            SignalExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound,
            failed.SignalExternalWorkflowExecutionFailedEventAttributes.Cause);
        await c.CompleteAsync(await c.PollAsync(), Signal(c.Current));
        await Eventually.IsAsync(
            async () => (await c.HistoryAsync()).Count(
                e => e.EventType == EventType.SignalExternalWorkflowExecutionFailed) == 2,
            "the signal to itself fails");
    }

    [SkippableTheory, BothServers]
    public async Task CancelOfTheChild_LinksToTheCommand(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Child(c));
        await UntilAsync(c, EventType.ChildWorkflowExecutionStarted);
        await c.CompleteAsync(await c.PollAsync(), Cancel(ChildOf(c)));
        var done = await UntilAsync(c, EventType.ExternalWorkflowExecutionCancelRequested);
        var asked = Assert.Single(
            await c.HistoryAsync(ChildOf(c)), e => e.EventType == EventType.WorkflowExecutionCancelRequested)
            .WorkflowExecutionCancelRequestedEventAttributes;
        Assert.Equal(c.Execution, asked.ExternalWorkflowExecution);
        Assert.Equal(
            done.ExternalWorkflowExecutionCancelRequestedEventAttributes.InitiatedEventId,
            asked.ExternalInitiatedEventId);
    }

    [SkippableTheory, BothServers]
    public async Task CancelOfAnUnknownWorkflow_Fails(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync(Cancel(new() { WorkflowId = c.WorkflowId + "-nobody" }));
        var failed = await UntilAsync(c, EventType.RequestCancelExternalWorkflowExecutionFailed);
        Assert.Equal(
            CancelExternalWorkflowExecutionFailedCause.ExternalWorkflowExecutionNotFound,
            failed.RequestCancelExternalWorkflowExecutionFailedEventAttributes.Cause);
    }

    private static string ChildQueue(Conversation c) => c.Queue + "-children";

    private static WorkflowExecution ChildOf(Conversation c, string name = "child") =>
        new() { WorkflowId = $"{c.WorkflowId}-{name}" };

    private static Command Child(
        Conversation c, string name = "child", Action<StartChildWorkflowExecutionCommandAttributes>? change = null)
    {
        var attributes = new StartChildWorkflowExecutionCommandAttributes
        {
            WorkflowId = ChildOf(c, name).WorkflowId,
            WorkflowType = new() { Name = "child" },
            TaskQueue = new() { Name = ChildQueue(c) },
        };
        change?.Invoke(attributes);
        return new()
        {
            CommandType = CommandType.StartChildWorkflowExecution,
            StartChildWorkflowExecutionCommandAttributes = attributes,
        };
    }

    private static Command Signal(WorkflowExecution target, bool childOnly = false) => new()
    {
        CommandType = CommandType.SignalExternalWorkflowExecution,
        SignalExternalWorkflowExecutionCommandAttributes = new()
        {
            Execution = target,
            SignalName = "hello",
            ChildWorkflowOnly = childOnly,
        },
    };

    private static Command Cancel(WorkflowExecution target) => new()
    {
        CommandType = CommandType.RequestCancelExternalWorkflowExecution,
        RequestCancelExternalWorkflowExecutionCommandAttributes = new()
        {
            WorkflowId = target.WorkflowId,
            RunId = target.RunId,
        },
    };

    private static async Task CloseParentAsync(Conversation c, ParentClosePolicy policy)
    {
        await c.StartIdleAsync(Child(c, change: child => child.ParentClosePolicy = policy));
        await UntilAsync(c, EventType.ChildWorkflowExecutionStarted);
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
    }

    private static Task UntilStatusAsync(Conversation c, WorkflowExecutionStatus status) => Eventually.IsAsync(
        async () => await c.StatusAsync(ChildOf(c)) == status, $"the child is {status}");

    private static Task<PollWorkflowTaskQueueResponse> PollChildAsync(Conversation c) =>
        c.Rpc.PollWorkflowTaskQueueAsync(
            new()
            {
                Namespace = Conversation.Namespace,
                TaskQueue = new() { Name = ChildQueue(c) },
                Identity = "worker",
            },
            new() { Timeout = TimeSpan.FromSeconds(20) });

    private static async Task<HistoryEvent> UntilAsync(Conversation c, EventType type)
    {
        HistoryEvent? found = null;
        await Eventually.IsAsync(
            async () => (found = (await c.HistoryAsync()).FirstOrDefault(e => e.EventType == type)) is not null,
            type.ToString());
        return found!;
    }
}
