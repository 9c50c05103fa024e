using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Batch.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

// The runs that a request names are in a field that newer APIs call old.
#pragma warning disable CS0612

namespace DevServer.Tests.Engine;

public sealed class BatchTests
{
    private readonly EngineBench bench = new();

    [Fact]
    public void Signal_OfManyRuns_ReachesEachOnce()
    {
        var ids = StartMany(120);
        bench.StartBatch("job", ids, request => request.SignalOperation = new() { Signal = "hey", Identity = "me" });
        Assert.Equal(BatchOperationState.Running, bench.DescribeBatch("job").State);
        Finish();
        var done = bench.DescribeBatch("job");
        Assert.Equal(
            (BatchOperationType.Signal, BatchOperationState.Completed, 120L, 120L, 0L, "me", "because"),
            (done.OperationType, done.State, done.TotalOperationCount, done.CompleteOperationCount,
                done.FailureOperationCount, done.Identity, done.Reason));
        Assert.All(ids, id => Assert.Single(
            bench.Events(id), read => read.EventType == EventType.WorkflowExecutionSignaled));
    }

    /// <summary>Each step is stored with what it did: what a crash cuts off is done by the next life, and only that.</summary>
    [Fact]
    public void Signal_AcrossCrashes_ReachesEachOnce()
    {
        var ids = StartMany(120);
        bench.StartBatch("job", ids, request => request.SignalOperation = new() { Signal = "hey" });
        while (bench.DescribeBatch("job").State == BatchOperationState.Running)
        {
            bench.Advance(0.01);
            bench.Crash();
        }

        Assert.Equal(120, bench.DescribeBatch("job").CompleteOperationCount);
        Assert.All(ids, id => Assert.Single(
            bench.Events(id), read => read.EventType == EventType.WorkflowExecutionSignaled));
    }

    [Fact]
    public void Termination_AndCancellation_SayWhoAndWhy()
    {
        var ids = StartMany(2);
        bench.StartBatch("c", ids[..1], request => request.CancellationOperation = new() { Identity = "me" });
        Finish();
        bench.StartBatch(
            "t", ids, request => request.TerminationOperation = new() { Identity = "me", Details = Make.Text("why") });
        Finish();
        var canceled = bench.Events(ids[0]).Single(read => read.EventType == EventType.WorkflowExecutionCancelRequested)
            .WorkflowExecutionCancelRequestedEventAttributes;
        Assert.Equal(("me", "because"), (canceled.Identity, canceled.Cause));
        Assert.All(ids, id =>
        {
            var ended = bench.Events(id)[^1].WorkflowExecutionTerminatedEventAttributes;
            Assert.Equal(
                ("me", "because", "\"why\""),
                (ended.Identity, ended.Reason, ended.Details.Payloads_[0].Data.ToStringUtf8()));
        });
    }

    [Fact]
    public void Deletion_OfARun_RemovesIt()
    {
        var ids = StartMany(1);
        bench.StartBatch("job", ids, request => request.DeletionOperation = new());
        Finish();
        bench.Refused(() => bench.Events(ids[0]), GrpcStatusCode.NotFound);
    }

    [Theory]
    [InlineData("first", 2)]
    [InlineData("last", 5)]
    [InlineData("id", 5)]
    [InlineData("legacy", 2)]
    public void Reset_ToATask_KeepsWhatWasBefore(string where, int tasksBefore)
    {
        bench.Start();
        bench.Work(Make.Timer("t", 1000));
        bench.Signal("s");
        bench.Work();
        var operation = new BatchOperationReset { Identity = "me" };
        switch (where)
        {
            case "first":
                operation.Options = new() { FirstWorkflowTask = new() };
                break;
            case "last":
                operation.Options = new() { LastWorkflowTask = new() };
                break;
            case "id":
                operation.Options = new() { WorkflowTaskId = 9 };
                break;
            default:
                operation.ResetType = ResetType.FirstWorkflowTask;
                break;
        }

        bench.StartBatch("job", [EngineBench.WorkflowId], request => request.ResetOperation = operation);
        Finish();
        Assert.Equal(1, bench.DescribeBatch("job").CompleteOperationCount);
        var failed = bench.Events().Single(read => read.EventType == EventType.WorkflowTaskFailed);
        Assert.Equal("because", failed.WorkflowTaskFailedEventAttributes.Failure.Message);
        Assert.Equal(tasksBefore == 2 ? 4 : 9, failed.EventId);
    }

    [Fact]
    public void Activities_OfARun_AreAlteredResetAndUnpaused()
    {
        bench.Start();
        bench.Work(Make.Activity(), Make.Activity("b"));
        bench.Pause(request => request.Type = "Do");
        string[] ids = [EngineBench.WorkflowId];
        bench.StartBatch("u", ids, request => request.UpdateActivityOptionsOperation = new()
        {
            MatchAll = true,
            ActivityOptions = new() { HeartbeatTimeout = Make.Seconds(3) },
            UpdateMask = new() { Paths = { "heartbeat_timeout" } },
        });
        Finish();
        Assert.All(
            bench.Describe().PendingActivities, one => Assert.Equal(3, one.ActivityOptions.HeartbeatTimeout.Seconds));
        bench.StartBatch("r", ids, request => request.ResetActivitiesOperation = new()
        {
            Type = "Do",
            KeepPaused = true,
        });
        Finish();
        Assert.All(bench.Describe().PendingActivities, one => Assert.True(one.Paused));
        bench.StartBatch("p", ids, request => request.UnpauseActivitiesOperation = new() { MatchAll = true });
        Finish();
        Assert.All(bench.Describe().PendingActivities, one => Assert.False(one.Paused));
    }

    [Fact]
    public void Targets_GoneOrClosed_AreDone_AndRefusedOnesHaveFailed()
    {
        bench.Start();
        bench.StartBatch(
            "gone", ["nobody", EngineBench.WorkflowId],
            request => request.ResetOperation = new() { Options = new() { WorkflowTaskId = 77 } });
        Finish();
        var done = bench.DescribeBatch("gone");
        Assert.Equal((1L, 1L), (done.CompleteOperationCount, done.FailureOperationCount));
    }

    [Fact]
    public void Pace_OfOneASecond_IsKept_AndAStopEndsIt()
    {
        var ids = StartMany(10);
        bench.StartBatch("slow", ids, request =>
        {
            request.MaxOperationsPerSecond = 1;
            request.SignalOperation = new() { Signal = "hey" };
        });
        bench.Advance(2.5);
        Assert.Equal(3, bench.DescribeBatch("slow").CompleteOperationCount);
        bench.StopBatch("slow");
        bench.Advance(10);
        var stopped = bench.DescribeBatch("slow");
        Assert.Equal((BatchOperationState.Failed, 3L), (stopped.State, stopped.CompleteOperationCount));
        Assert.NotNull(stopped.CloseTime);
        bench.Refused(() => bench.StopBatch("slow"), GrpcStatusCode.NotFound);
    }

    [Fact]
    public void Start_WhileAnotherRuns_OrWithItsId_IsRefused()
    {
        bench.Start();
        void Begin(string job) => bench.StartBatch(
            job, [EngineBench.WorkflowId], request => request.SignalOperation = new() { Signal = "hey" });
        Begin("one");
        bench.Refused(() => Begin("two"), GrpcStatusCode.ResourceExhausted);
        Finish();
        bench.Refused(() => Begin("one"), GrpcStatusCode.AlreadyExists);
        Begin("two");
    }

    [Fact]
    public void Query_OfTheRequest_IsAskedOnceAndSelects()
    {
        bench.Start();
        var asked = new List<string>();
        var request = BatchBench.Request("job", []);
        request.VisibilityQuery = "WorkflowType = 'Type'";
        request.TerminationOperation = new();
        bench.Call((engine, now) => engine.StartBatch(
            request,
            query =>
            {
                asked.Add(query);
                return [EngineBench.Execution()];
            },
            now));
        Finish();
        Assert.Equal(["WorkflowType = 'Type'"], asked);
        Assert.Equal(WorkflowExecutionStatus.Terminated, bench.Describe().WorkflowExecutionInfo.Status);
    }

    [Fact]
    public void Request_ThatCannotBe_IsRefused()
    {
        void Refused(Action<StartBatchOperationRequest> change, GrpcStatusCode code = GrpcStatusCode.InvalidArgument) =>
            bench.Refused(
                () => bench.StartBatch("job", ["wf"], request =>
                {
                    request.SignalOperation = new() { Signal = "hey" };
                    change(request);
                }),
                code);

        Refused(request => request.JobId = string.Empty);
        Refused(request => request.Reason = string.Empty);
        Refused(request => request.Executions.Clear());
        Refused(request => request.VisibilityQuery = "WorkflowId = 'wf'");
        Refused(request => request.Executions.Add(new WorkflowExecution()));
        Refused(request => request.ClearOperation());
        Refused(request => request.SignalOperation = new());
        Refused(request => request.ResetOperation = new());
        Refused(request => request.UnpauseActivitiesOperation = new());
        Refused(request => request.UpdateActivityOptionsOperation = new() { MatchAll = true });
        Refused(request => request.UpdateWorkflowOptionsOperation = new());
        Refused(request => request.ResetOperation = new()
        {
            Options = new() { FirstWorkflowTask = new() },
            PostResetOperations = { new Temporalio.Api.Workflow.V1.PostResetOperation { SignalWorkflow = new() } },
        });
        Assert.Empty(bench.Call((engine, _) => engine.ListBatches(TestCatalog.Name)));
    }

    [Fact]
    public void Finished_AfterTheRetention_IsForgotten()
    {
        bench.Start();
        bench.StartBatch(
            "job", [EngineBench.WorkflowId], request => request.SignalOperation = new() { Signal = "hey" });
        Finish();
        bench.Crash();
        bench.DescribeBatch("job");
        bench.Advance(TimeSpan.FromDays(2));
        bench.Refused(() => bench.DescribeBatch("job"), GrpcStatusCode.NotFound);
        bench.Crash();
        bench.Refused(() => bench.DescribeBatch("job"), GrpcStatusCode.NotFound);
    }

    private string[] StartMany(int count)
    {
        string[] ids = [.. Enumerable.Range(0, count).Select(number => $"wf-{number}")];
        Array.ForEach(ids, id => bench.Start(request => request.WorkflowId = id));
        return ids;
    }

    private void Finish() => bench.Advance(1);
}
