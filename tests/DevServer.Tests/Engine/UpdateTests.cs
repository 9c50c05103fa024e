using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;
using Stage = Temporalio.Api.Enums.V1.UpdateWorkflowExecutionLifecycleStage;

namespace DevServer.Tests.Engine;

/// <summary>What the conformance tests cannot see of updates: time, crashes, limits and what is stored.</summary>
public sealed class UpdateTests
{
    private readonly EngineBench bench = new();

    public UpdateTests()
    {
        bench.Start();
        bench.Work();
    }

    [Fact]
    public void Update_AfterTwentySeconds_IsToldHowFarItIs()
    {
        var update = bench.Update("u");
        bench.Advance(19);
        Assert.False(update.IsOver);
        bench.Advance(1);
        Assert.Equal((Stage.Admitted, null), (update.Reply!.Stage, update.Reply.Outcome));
    }

    [Fact]
    public void Update_AfterItsCallerHasGone_IsStillDelivered()
    {
        var update = bench.Update("u");
        bench.Advance(20);
        Assert.True(update.IsOver);
        bench.AcceptAndComplete(bench.Poll());
        Assert.NotNull(bench.Update("u").Reply!.Outcome.Success);
    }

    [Fact]
    public void Outcome_AfterACrash_IsReadFromHistory()
    {
        bench.Update("u");
        bench.AcceptAndComplete(bench.Poll());
        bench.Crash();
        Assert.Equal(Make.Text("outcome"), bench.PollUpdate("u", Stage.Completed).Reply!.Outcome.Success);
    }

    [Fact]
    public void Accepted_AfterACrash_IsStillAcceptedAndCanComplete()
    {
        bench.Update("u");
        bench.Accept(bench.Poll());
        bench.Crash();
        var outcome = bench.PollUpdate("u", Stage.Completed);
        Assert.False(outcome.IsOver);
        bench.Signal("go");
        bench.CompleteWith(bench.Poll(), request => Updates.Complete(request, "u"));
        Assert.NotNull(outcome.Reply!.Outcome.Success);
    }

    [Fact]
    public void WaitingTask_AfterACrash_IsGoneWithItsUpdate()
    {
        bench.Update("u");
        bench.Crash();
        Assert.Null(bench.TryPoll());
        Assert.Null(bench.Describe().PendingWorkflowTask);
        Assert.Equal(GrpcStatusCode.NotFound, Assert.Throws<RpcError>(() => bench.PollUpdate("u")).Code);
        bench.Update("u");
        bench.AcceptAndComplete(bench.Poll());
    }

    [Fact]
    public void StartedTask_AfterACrash_BringsItsUpdateBack()
    {
        bench.Update("u");
        var task = bench.Poll();
        bench.Crash();
        bench.AcceptAndComplete(task);
        Assert.NotNull(bench.PollUpdate("u").Reply!.Outcome.Success);
        Assert.Equal(
            "5:WorkflowTaskScheduled 6:WorkflowTaskStarted 7:WorkflowTaskCompleted 8:WorkflowExecutionUpdateAccepted " +
            "9:WorkflowExecutionUpdateCompleted",
            bench.Shape(from: 5));
    }

    [Fact]
    public void DiscardedTask_LeavesTheRunAsItWas()
    {
        var before = Stored();
        bench.Update("u");
        Assert.Equal(3, bench.Reject(bench.Poll()).ResetHistoryEventId);
        Assert.Equal(before, Stored());
    }

    [Fact]
    public void Token_OfADiscardedTask_IsNotGoodForTheNextOne()
    {
        bench.Update("u");
        var first = bench.Poll();
        bench.Reject(first);
        bench.Advance(1);
        bench.Update("v");
        var second = bench.Poll();
        Assert.Equal(first.StartedEventId, second.StartedEventId);
        bench.Refused(() => bench.Reject(first), GrpcStatusCode.NotFound);
        bench.AcceptAndComplete(second);
    }

    [Fact]
    public void Rejected_AfterMoreThanTenEvents_WritesTheTask()
    {
        bench.Signal("go");
        bench.Work([.. Enumerable.Range(0, 11).Select(i => Make.Timer($"t{i}", 100))]);
        bench.Update("u");
        var task = bench.Poll();
        var response = bench.CompleteWith(task, request =>
        {
            request.Capabilities = new() { DiscardSpeculativeWorkflowTaskWithEvents = true };
            Updates.Reject(request, "u");
        });
        Assert.Equal(0, response.ResetHistoryEventId);
        Assert.EndsWith("WorkflowTaskCompleted", bench.Shape(), StringComparison.Ordinal);
    }

    [Fact]
    public void Acceptance_OfAnUpdateThatWasNeverThere_FailsTheTask()
    {
        bench.Signal("go");
        var task = bench.Poll();
        bench.Refused(
            () => bench.CompleteWith(task, request => Updates.Accept(request, "never", 5)),
            GrpcStatusCode.InvalidArgument);
        Assert.EndsWith("WorkflowTaskFailed", bench.Shape(), StringComparison.Ordinal);
    }

    [Fact]
    public void Acceptance_Twice_FailsTheTask()
    {
        bench.Update("u");
        var task = bench.Poll();
        bench.Refused(
            () => bench.CompleteWith(task, request =>
            {
                Updates.Accept(request, task.Messages[0]);
                Updates.Accept(request, task.Messages[0]);
            }),
            GrpcStatusCode.InvalidArgument);
        Assert.Equal(
            "5:WorkflowTaskScheduled 6:WorkflowTaskStarted 7:WorkflowTaskFailed", bench.Shape(from: 5));
    }

    [Fact]
    public void Completion_BeforeAcceptance_FailsTheTask()
    {
        var update = bench.Update("u");
        var task = bench.Poll();
        bench.Refused(
            () => bench.CompleteWith(task, request => Updates.Complete(request, "u")), GrpcStatusCode.InvalidArgument);
        Assert.Equal(GrpcStatusCode.FailedPrecondition, update.Refusal!.Code);
    }

    [Fact]
    public void TwoThousandAndFirst_InARun_IsRefused()
    {
        for (var done = 0; done < 2000; done += 10)
        {
            for (var index = 0; index < 10; index++)
            {
                bench.Update($"u{done + index}");
            }

            bench.AcceptAndComplete(bench.Poll());
        }

        bench.Refused(() => bench.Update("one more"), GrpcStatusCode.FailedPrecondition);
        bench.Signal("go");
        Assert.True(bench.Poll().History.Events[^1].WorkflowTaskStartedEventAttributes.SuggestContinueAsNew);
        Assert.NotNull(bench.Update("u0").Reply!.Outcome);
    }

    [Fact]
    public void AcceptedOnes_CountAsInFlight_AlsoAfterACrash()
    {
        for (var index = 0; index < 10; index++)
        {
            bench.Update($"u{index}");
        }

        bench.Accept(bench.Poll());
        bench.Crash();
        bench.Refused(() => bench.Update("eleventh"), GrpcStatusCode.ResourceExhausted);
    }

    [Fact]
    public void Query_OnATaskThatIsDiscarded_IsAnsweredWithIt()
    {
        bench.Update("u");
        QueryWorkflowResponse? answer = null;
        bench.Call((running, now) => running.Query(
            new QueryWorkflowRequest
            {
                Namespace = TestCatalog.Name,
                Execution = EngineBench.Execution(),
                Query = new() { QueryType = "q" },
            },
            bench.Ticket<QueryWorkflowResponse>(reply => answer = reply),
            now));
        var task = bench.Poll();
        var asked = Assert.Single(task.Queries).Key;
        bench.CompleteWith(task, request =>
        {
            Updates.Reject(request, "u");
            request.QueryResults[asked] = new() { ResultType = QueryResultType.Answered, Answer = Make.Text("a") };
        });
        Assert.Equal(Make.Text("a"), answer!.QueryResult);
    }

    [Fact]
    public void DeletedRun_TellsThoseWhoWait()
    {
        var update = bench.Update("u");
        bench.Call((running, now) => running.Delete(
            new() { Namespace = TestCatalog.Name, WorkflowExecution = EngineBench.Execution() }, now));
        Assert.Equal(GrpcStatusCode.NotFound, update.Refusal!.Code);
    }

    [Fact]
    public void Abandon_AfterAnUnexpectedError_TellsThoseWhoWaitToTryAgain()
    {
        var store = new InMemoryStore();
        var engine = new WorkflowEngine(new EngineOptions(), new TestCatalog(), store, new TestIds());
        engine.Recover(store.Load(), bench.Now);
        engine.Start(
            new()
            {
                Namespace = TestCatalog.Name,
                WorkflowId = "wf",
                WorkflowType = new() { Name = "Type" },
                TaskQueue = new() { Name = "queue" },
            },
            bench.Now);
        store.Apply(engine.EndTurn().Batch);
        store.Commit();
        RpcError? refusal = null;
        engine.Update(
            new()
            {
                Namespace = TestCatalog.Name,
                WorkflowExecution = new() { WorkflowId = "wf" },
                Request = new() { Meta = new() { UpdateId = "u" }, Input = new() { Name = "change" } },
            },
            bench.Ticket<UpdateWorkflowExecutionResponse>(_ => { }, error => refusal = error),
            bench.Now);
        engine.Signal(
            new() { Namespace = TestCatalog.Name, WorkflowExecution = new() { WorkflowId = "wf" }, SignalName = "s" },
            bench.Now);
        foreach (var completion in engine.AbandonTurn(bench.Now).Completions)
        {
            completion();
        }

        Assert.Equal(GrpcStatusCode.Unavailable, refusal!.Code);
    }

    private ByteString Stored() => ByteString.CopyFrom(bench.Store.Load().OpenRuns.Single().State.Span);
}
