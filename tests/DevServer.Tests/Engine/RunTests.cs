using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

/// <summary>Signals, timers, memo and search attributes, visibility, deletion.</summary>
public sealed class RunTests
{
    private readonly EngineBench bench = new();

    [Fact]
    public void Signal_SameRequestTwice_IsOneEvent()
    {
        bench.Start();
        bench.Signal("s", "r");
        bench.Signal("s", "r");
        Assert.Equal(3, bench.Events().Count);
    }

    [Fact]
    public void Signal_ClosedOrUnknown_IsNotFound()
    {
        bench.Refused(() => bench.Signal("s"), GrpcStatusCode.NotFound);
        bench.Start();
        bench.Work(Make.Complete());
        bench.Refused(() => bench.Signal("s"), GrpcStatusCode.NotFound);
    }

    [Fact]
    public void Terminate_FirstRunIdOfAnother_IsNotFound()
    {
        var run = bench.Start().RunId;
        bench.Refused(() => bench.Terminate(firstRunId: Guid.Empty.ToString()), GrpcStatusCode.NotFound);
        bench.Terminate(firstRunId: run);
        var terminated = bench.Events()[^1].WorkflowExecutionTerminatedEventAttributes;
        Assert.Equal("terminated by user via frontend", terminated.Reason);
    }

    [Fact]
    public void Resolve_BadRunId_IsInvalid()
    {
        bench.Start();
        bench.Refused(() => bench.Describe("not-a-uuid"), GrpcStatusCode.InvalidArgument);
    }

    [Fact]
    public void Timers_DueTogether_ShareAWorkflowTask()
    {
        bench.Start();
        bench.Work(Make.Timer("1", 1), Make.Timer("2", 1), Make.Timer("0", 0));
        bench.Advance(0);
        Assert.Equal("8:TimerFired 9:WorkflowTaskScheduled", bench.Shape(from: 8));
        bench.Work();
        bench.Advance(1);
        Assert.Equal("12:TimerFired 13:TimerFired 14:WorkflowTaskScheduled", bench.Shape(from: 12));
    }

    [Fact]
    public void CancelTimer_FiredInTheBuffer_TakesItBackAndLetsTheCloseThrough()
    {
        bench.Start();
        bench.Work(Make.Timer("t", 1));
        bench.Signal("s");
        var task = bench.Poll();
        bench.Advance(1);
        bench.Complete(task, Make.CancelTimer("t"), Make.Complete());
        Assert.Equal("9:WorkflowTaskCompleted 10:TimerCanceled 11:WorkflowExecutionCompleted", bench.Shape(from: 9));
    }

    [Fact]
    public void SearchAttributes_UpsertAndNull_AreSetAndRemoved()
    {
        bench.Start();
        bench.Work(Make.Upsert("CustomA", Make.Json("\"x\"")), Make.Timer("t", 1));
        Assert.Equal("\"x\"", bench.Describe().WorkflowExecutionInfo.SearchAttributes.IndexedFields["CustomA"].Data.ToStringUtf8());
        var listed = bench.Store.Load().Visibility.Single().Info;
        Assert.Contains("CustomA", listed.SearchAttributes.IndexedFields.Keys);
        bench.Advance(1);
        bench.Work(Make.Upsert("CustomA", Make.Null()));
        Assert.Equal(["BuildIds"], bench.Describe().WorkflowExecutionInfo.SearchAttributes.IndexedFields.Keys);
    }

    [Fact]
    public void Memo_ModifyAndNull_MergesAndRemoves()
    {
        bench.Start(request => request.Memo = new() { Fields = { ["kept"] = Make.Json("1") } });
        bench.Work(Make.Memo("added", Make.Json("2")), Make.Memo("kept", Make.Null()));
        Assert.Equal(["added"], bench.Describe().WorkflowExecutionInfo.Memo.Fields.Keys);
    }

    [Fact]
    public void BuildId_FirstSeen_BecomesResetPointAndSearchAttribute()
    {
        bench.Start();
        bench.CompleteWith(bench.Poll(), request => StampOf(request, "b1"));
        var info = bench.Describe().WorkflowExecutionInfo;
        Assert.Equal(("b1", 4L), (info.AutoResetPoints.Points[0].BuildId, info.AutoResetPoints.Points[0].FirstWorkflowTaskCompletedId));
        Assert.Equal("[\"unversioned\",\"unversioned:b1\"]", info.SearchAttributes.IndexedFields["BuildIds"].Data.ToStringUtf8());
    }

    [Fact]
    public void Visibility_Row_FollowsTheRun()
    {
        bench.Start();
        var open = bench.Store.Load().Visibility.Single().Info;
        Assert.Equal((WorkflowExecutionStatus.Running, 0L), (open.Status, open.HistoryLength));
        bench.Advance(3);
        bench.Work(Make.Complete());
        var closed = bench.Store.Load().Visibility.Single().Info;
        Assert.Equal((WorkflowExecutionStatus.Completed, 5L, 3L), (
            closed.Status, closed.HistoryLength, closed.ExecutionDuration.Seconds));
        Assert.Empty(bench.Store.Load().OpenRuns);
    }

    [Fact]
    public void Delete_Running_IsGoneEverywhere()
    {
        var run = bench.Start().RunId;
        RpcError? waiting = null;
        bench.Call((engine, now) => engine.GetHistory(
            new GetWorkflowExecutionHistoryRequest
            {
                Namespace = TestCatalog.Name,
                Execution = EngineBench.Execution(),
                WaitNewEvent = true,
                HistoryEventFilterType = HistoryEventFilterType.CloseEvent,
            },
            bench.Ticket<GetWorkflowExecutionHistoryResponse>(_ => { }, error => waiting = error),
            now));
        bench.Call((engine, now) => engine.Delete(
            new DeleteWorkflowExecutionRequest { Namespace = TestCatalog.Name, WorkflowExecution = EngineBench.Execution() }, now));
        Assert.Equal(GrpcStatusCode.NotFound, waiting!.Code);
        bench.Refused(() => bench.Describe(), GrpcStatusCode.NotFound);
        bench.Refused(() => bench.Describe(run), GrpcStatusCode.NotFound);
        Assert.Empty(bench.Store.Load().Visibility);
        Assert.Null(bench.TryPoll());
        bench.Start();
    }

    [Fact]
    public void Retention_OfAClosedRun_EndsInRemovalAlsoAfterACrash()
    {
        bench.Start();
        bench.Work(Make.Complete());
        bench.Crash();
        bench.Advance(TimeSpan.FromHours(23));
        Assert.Equal(5, bench.Events().Count);
        bench.Advance(TimeSpan.FromHours(1));
        bench.Refused(() => bench.Describe(), GrpcStatusCode.NotFound);
        Assert.Empty(bench.Store.Load().Visibility);
    }

    [Fact]
    public void HistorySize_AlongTheTasks_Grows()
    {
        bench.Start();
        var sizes = new List<long>();
        for (var round = 0; round < 3; round++)
        {
            sizes.Add(bench.Poll() is var task ? task.History.Events[^1].WorkflowTaskStartedEventAttributes.HistorySizeBytes : 0);
            bench.Complete(task, Make.Timer($"{round}", 0));
            bench.Advance(0);
        }

        Assert.True(sizes[0] > 0 && sizes[0] < sizes[1] && sizes[1] < sizes[2]);
    }

    [Fact]
    public void SuggestContinueAsNew_After4096Events_IsTrue()
    {
        bench.Start();
        var first = bench.Poll();
        Assert.False(first.History.Events[^1].WorkflowTaskStartedEventAttributes.SuggestContinueAsNew);
        bench.Complete(first, [.. Enumerable.Range(0, 4100).Select(_ => Make.Marker())]);
        bench.Signal("s");
        Assert.True(bench.Poll().History.Events[^1].WorkflowTaskStartedEventAttributes.SuggestContinueAsNew);
    }

    private static void StampOf(RespondWorkflowTaskCompletedRequest request, string buildId)
    {
#pragma warning disable CS0612 // workers send it there
        request.WorkerVersionStamp = new() { BuildId = buildId };
#pragma warning restore CS0612
    }
}
