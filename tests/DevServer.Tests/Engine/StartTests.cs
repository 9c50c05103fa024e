using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

public sealed class StartTests
{
    private readonly EngineBench bench = new();

    [Fact]
    public void Start_Plain_WritesTwoEvents()
    {
        var reply = bench.Start(request => request.WorkflowRunTimeout = Make.Seconds(0));
        Assert.Equal("1:WorkflowExecutionStarted 2:WorkflowTaskScheduled", bench.Shape());
        var started = bench.Events()[0].WorkflowExecutionStartedEventAttributes;
        Assert.Equal((reply.RunId, reply.RunId, 1, "wf"), (
            started.FirstExecutionRunId, started.OriginalExecutionRunId, started.Attempt, started.WorkflowId));
        Assert.Equal((0, 10, 0), (
            started.WorkflowRunTimeout.Seconds, started.WorkflowTaskTimeout.Seconds, started.FirstWorkflowTaskBackoff.Seconds));
        Assert.Null(started.WorkflowExecutionTimeout);
        Assert.Equal(reply.RunId, bench.Describe().WorkflowExecutionInfo.Execution.RunId);
        Assert.True(reply.Started);
    }

    [Fact]
    public void Start_TaskTimeoutTooLong_IsCut()
    {
        bench.Start(request => request.WorkflowTaskTimeout = Make.Seconds(500));
        Assert.Equal(120, bench.Describe().ExecutionConfig.DefaultWorkflowTaskTimeout.Seconds);
    }

    [Fact]
    public void Start_SameRequestTwice_IsOneRun()
    {
        var first = bench.Start(request => request.RequestId = "r");
        var second = bench.Start(request => request.RequestId = "r");
        Assert.Equal(first.RunId, second.RunId);
        Assert.True(second.Started);
        Assert.Equal(2, bench.Events().Count);
    }

    [Fact]
    public void Start_IdIsRunning_IsRefusedWithTheRun()
    {
        var first = bench.Start(request => request.RequestId = "r");
        var error = bench.Refused(() => bench.Start(), GrpcStatusCode.AlreadyExists);
        var detail = Assert.IsType<WorkflowExecutionAlreadyStartedFailure>(error.Detail);
        Assert.Equal((first.RunId, "r"), (detail.RunId, detail.StartRequestId));
    }

    [Fact]
    public void Start_UseExisting_IsTheSameRun()
    {
        var first = bench.Start();
        var second = bench.Start(request => request.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.UseExisting);
        Assert.Equal((first.RunId, false), (second.RunId, second.Started));
    }

    [Fact]
    public void Start_TerminateExisting_EndsTheOldRun()
    {
        var first = bench.Start();
        var second = bench.Start(
            request => request.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.TerminateExisting);
        Assert.NotEqual(first.RunId, second.RunId);
        Assert.Equal(WorkflowExecutionStatus.Terminated, bench.Describe(first.RunId).WorkflowExecutionInfo.Status);
        Assert.Equal(second.RunId, bench.Describe().WorkflowExecutionInfo.Execution.RunId);
    }

    [Fact]
    public void Start_ReusePolicies_AfterCompletion()
    {
        bench.Start();
        bench.Work(Make.Complete());
        bench.Refused(() => Again(WorkflowIdReusePolicy.RejectDuplicate), GrpcStatusCode.AlreadyExists);
        bench.Refused(() => Again(WorkflowIdReusePolicy.AllowDuplicateFailedOnly), GrpcStatusCode.AlreadyExists);
        Again(WorkflowIdReusePolicy.AllowDuplicate);
        bench.Work(Make.Fail(Make.Broken()));
        Again(WorkflowIdReusePolicy.AllowDuplicateFailedOnly);
    }

    [Fact]
    public void Start_BadFields_AreRefused()
    {
        Action<StartWorkflowExecutionRequest>[] faults =
        [
            request => request.WorkflowId = string.Empty,
            request => request.WorkflowId = new string('x', 1001),
            request => request.WorkflowType = null,
            request => request.TaskQueue = null,
            request => request.TaskQueue.Name = "/_sys/q",
            request => request.WorkflowRunTimeout = Make.Seconds(-1),
            request => request.RetryPolicy = new() { BackoffCoefficient = 0.5 },
            request => request.RetryPolicy = new() { MaximumAttempts = -1 },
            request => request.SearchAttributes = new() { IndexedFields = { ["Unknown"] = Make.Json("1") } },
            request => request.Input = Make.Text(new string('x', 3 << 20)),
            request =>
            {
                request.WorkflowIdReusePolicy = WorkflowIdReusePolicy.TerminateIfRunning;
                request.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.Fail;
            },
            request =>
            {
                request.WorkflowIdReusePolicy = WorkflowIdReusePolicy.RejectDuplicate;
                request.WorkflowIdConflictPolicy = WorkflowIdConflictPolicy.TerminateExisting;
            },
        ];
        foreach (var fault in faults)
        {
            bench.Refused(() => bench.Start(fault), GrpcStatusCode.InvalidArgument);
        }

        bench.Refused(() => bench.Start(request => request.CronSchedule = "never"), GrpcStatusCode.InvalidArgument);
    }

    [Fact]
    public void Delay_PlainSignal_DoesNotShortenIt()
    {
        bench.Start(request => request.WorkflowStartDelay = Make.Seconds(30));
        Assert.Equal(bench.Now.AddSeconds(30), bench.Describe().WorkflowExecutionInfo.ExecutionTime.ToDateTimeOffset());
        bench.Signal("s");
        Assert.Null(bench.TryPoll());
        bench.Advance(30);
        Assert.Equal("1:WorkflowExecutionStarted 2:WorkflowExecutionSignaled 3:WorkflowTaskScheduled", bench.Shape());
    }

    [Fact]
    public void Delay_CancelRequest_EndsIt()
    {
        bench.Start(request => request.WorkflowStartDelay = Make.Seconds(30));
        bench.RequestCancel("now");
        bench.Work(Make.Cancel());
        Assert.Equal(WorkflowExecutionStatus.Canceled, bench.Describe().WorkflowExecutionInfo.Status);
    }

    [Fact]
    public void SignalWithStart_NewThenExisting_StartsOnce()
    {
        var first = SignalWithStart("one");
        Assert.Equal("1:WorkflowExecutionStarted 2:WorkflowExecutionSignaled 3:WorkflowTaskScheduled", bench.Shape());
        var second = SignalWithStart("two");
        Assert.Equal((true, false, first.RunId), (first.Started, second.Started, second.RunId));
        Assert.Equal("4:WorkflowExecutionSignaled", bench.Shape(from: 4));
    }

    [Fact]
    public void RunTimeout_Passes_TimesOut()
    {
        bench.Start(request => request.WorkflowRunTimeout = Make.Seconds(20));
        bench.Work(Make.Timer("t", 100));
        bench.Advance(20);
        Assert.Equal("6:WorkflowExecutionTimedOut", bench.Shape(from: 6));
        Assert.Equal(
            RetryState.RetryPolicyNotSet, bench.Events()[5].WorkflowExecutionTimedOutEventAttributes.RetryState);
        bench.Advance(200);
        Assert.Equal(6, bench.Events().Count);
    }

    [Fact]
    public void ExecutionTimeout_WithARetryPolicy_EndsTheChain()
    {
        var first = bench.Start(request =>
        {
            request.WorkflowRunTimeout = Make.Seconds(20);
            request.WorkflowExecutionTimeout = Make.Seconds(30);
            request.RetryPolicy = Make.Retry(0, 1);
        });
        bench.Advance(21);
        var second = bench.Describe().WorkflowExecutionInfo.Execution.RunId;
        Assert.NotEqual(first.RunId, second);
        bench.Advance(9);
        Assert.Equal(second, bench.Describe().WorkflowExecutionInfo.Execution.RunId);
        Assert.Equal(WorkflowExecutionStatus.TimedOut, bench.Describe().WorkflowExecutionInfo.Status);
        Assert.Empty(bench.Events()[^1].WorkflowExecutionTimedOutEventAttributes.NewExecutionRunId);
    }

    private void Again(WorkflowIdReusePolicy policy) => bench.Start(request => request.WorkflowIdReusePolicy = policy);

    private SignalWithStartWorkflowExecutionResponse SignalWithStart(string signal) =>
        bench.Call((engine, now) => engine.SignalWithStart(
            new SignalWithStartWorkflowExecutionRequest
            {
                Namespace = TestCatalog.Name,
                WorkflowId = EngineBench.WorkflowId,
                WorkflowType = new() { Name = "Type" },
                TaskQueue = new() { Name = EngineBench.Queue },
                SignalName = signal,
            },
            now));
}
