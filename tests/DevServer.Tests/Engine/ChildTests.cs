using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

/// <summary>Children and other workflows, seen from both sides.</summary>
public sealed class ChildTests
{
    private const string Child = "child";

    private readonly EngineBench bench = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Child_Completes_ParentReadsIt(bool restarts)
    {
        var both = new EngineBench(restarts);
        var parent = both.Start().RunId;
        both.Work(Make.Child());
        Assert.Equal(
            "5:StartChildWorkflowExecutionInitiated 6:ChildWorkflowExecutionStarted " +
            "7:WorkflowTaskScheduled", both.Shape(from: 5));
        var started = both.Events(Child)[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal((parent, 5L, parent), (
            started.ParentWorkflowExecution.RunId, started.ParentInitiatedEventId, started.RootWorkflowExecution.RunId));
        Assert.Null(started.WorkflowExecutionTimeout);
        Assert.Equal("Child", both.Describe().PendingChildren.Single().WorkflowTypeName);
        Complete(both, Child, Make.Complete("from child"));
        Assert.Equal("8:ChildWorkflowExecutionCompleted", both.Shape(from: 8));
        var completed = both.Events()[7].ChildWorkflowExecutionCompletedEventAttributes;
        Assert.Equal((5L, 6L, Child), (completed.InitiatedEventId, completed.StartedEventId, completed.WorkflowExecution.WorkflowId));
        Assert.Equal("\"from child\"", completed.Result.Payloads_[0].Data.ToStringUtf8());
        Assert.Empty(both.Describe().PendingChildren);
    }

    [Fact]
    public void Child_IdIsRunning_StartFails()
    {
        StartOther(Child);
        bench.Start();
        Complete(bench, EngineBench.WorkflowId, Make.Child());
        Assert.Equal("6:StartChildWorkflowExecutionFailed 7:WorkflowTaskScheduled", bench.Shape(from: 6));
    }

    [Fact]
    public void Child_StartedAndEndedWhileTheParentIsBusy_LinksUpInTheBuffer()
    {
        bench.Start();
        bench.CompleteWith(bench.Poll(), request => { }, Make.Child(), Make.Timer("t", 100));
        var busy = PollFor(bench, EngineBench.WorkflowId);
        Complete(bench, Child, Make.Fail(Make.Broken()));
        bench.Signal("s");
        bench.Complete(busy);
        Assert.Equal(
            "11:WorkflowExecutionSignaled 12:ChildWorkflowExecutionFailed 13:WorkflowTaskScheduled",
            bench.Shape(from: 11));
        var failed = bench.Events()[11].ChildWorkflowExecutionFailedEventAttributes;
        Assert.Equal((7L, RetryState.RetryPolicyNotSet), (failed.StartedEventId, failed.RetryState));
    }

    [Theory]
    [InlineData(ParentClosePolicy.Terminate, "3:WorkflowExecutionTerminated")]
    [InlineData(ParentClosePolicy.RequestCancel, "3:WorkflowExecutionCancelRequested")]
    [InlineData(ParentClosePolicy.Abandon, "")]
    public void ParentCloses_Policy_Decides(ParentClosePolicy policy, string expected)
    {
        bench.Start();
        bench.Work(Make.Child(change: wanted => wanted.ParentClosePolicy = policy));
        bench.Terminate();
        Assert.Equal(expected, bench.Shape(from: 3, workflowId: Child));
    }

    [Fact]
    public void ParentCloses_InTheSameTask_ChildIsNeverStarted()
    {
        bench.Start();
        bench.Work(Make.Child(change: wanted => wanted.ParentClosePolicy = ParentClosePolicy.Abandon), Make.Complete());
        bench.Refused(() => bench.Events(Child), GrpcStatusCode.NotFound);
    }

    [Fact]
    public void ChildChain_ContinuesAsNew_OnlyTheLastRunTellsTheParent()
    {
        bench.Start();
        bench.Work(Make.Child());
        Complete(bench, Child, Make.ContinueAsNew());
        Assert.Equal("7:WorkflowTaskScheduled", bench.Shape(from: 7));
        bench.Advance(1);
        Complete(bench, Child, Make.Complete());
        Assert.Equal("8:ChildWorkflowExecutionCompleted", bench.Shape(from: 8));
    }

    [Fact]
    public void External_Signal_ReachesTheOther()
    {
        StartOther("other");
        bench.Start();
        Complete(bench, EngineBench.WorkflowId, Make.SignalExternal("other", "hello"));
        Assert.Equal("6:ExternalWorkflowExecutionSignaled 7:WorkflowTaskScheduled", bench.Shape(from: 6));
        var signaled = bench.Events("other")[2].WorkflowExecutionSignaledEventAttributes;
        Assert.Equal(
            ("hello", EngineBench.WorkflowId), (signaled.SignalName, signaled.ExternalWorkflowExecution.WorkflowId));
    }

    [Theory]
    [InlineData("nobody", false)]
    [InlineData(EngineBench.WorkflowId, false)]
    [InlineData("other", true)]
    public void External_SignalToNobodySelfOrStranger_Fails(string target, bool childOnly)
    {
        bench.Start();
        StartOther("other");
        Complete(bench, EngineBench.WorkflowId, Make.SignalExternal(target, childOnly: childOnly));
        Assert.Equal("6:SignalExternalWorkflowExecutionFailed 7:WorkflowTaskScheduled", bench.Shape(from: 6));
    }

    [Fact]
    public void External_CancelOfAChild_NamesTheParent()
    {
        bench.Start();
        bench.Work(Make.Child());
        Complete(bench, EngineBench.WorkflowId, Make.CancelExternal(Child));
        Assert.Equal(
            "10:RequestCancelExternalWorkflowExecutionInitiated 11:ExternalWorkflowExecutionCancelRequested " +
            "12:WorkflowTaskScheduled",
            bench.Shape(from: 10));
        var requested = bench.Events(Child)[2].WorkflowExecutionCancelRequestedEventAttributes;
        Assert.Equal((10L, EngineBench.WorkflowId, "stop"), (
            requested.ExternalInitiatedEventId, requested.ExternalWorkflowExecution.WorkflowId, requested.Cause));
        Complete(bench, Child, Make.Cancel());
        Assert.Equal("13:ChildWorkflowExecutionCanceled", bench.Shape(from: 13));
    }

    [Fact]
    public void External_StartAndCancelInOneTask_IsABadCommand()
    {
        bench.Start();
        bench.Refused(() => bench.Work(Make.Child(), Make.CancelExternal(Child)), GrpcStatusCode.InvalidArgument);
    }

    [Fact]
    public void FiveChildren_InOneTask_AllStart()
    {
        bench.Start();
        bench.Work([.. Enumerable.Range(0, 5).Select(number => Make.Child($"child-{number}"))]);
        Assert.Equal(5, bench.Events().Count(read => read.EventType == EventType.ChildWorkflowExecutionStarted));
        Assert.Equal(
            1, bench.Events().Count(read => read.EventId > 4 && read.EventType == EventType.WorkflowTaskScheduled));
    }

    private static void Complete(EngineBench bench, string workflowId, params Command[] commands) =>
        bench.Complete(PollFor(bench, workflowId), commands);

    /// <summary>The workflow under test has a queue of its own; all others share another.</summary>
    private static PollWorkflowTaskQueueResponse PollFor(EngineBench bench, string workflowId) =>
        bench.Poll(workflowId == EngineBench.WorkflowId ? EngineBench.Queue : Make.ChildQueue);

    private void StartOther(string workflowId) => bench.Start(request =>
    {
        request.WorkflowId = workflowId;
        request.TaskQueue.Name = Make.ChildQueue;
    });
}
