using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

/// <summary>What a crash leaves, and what an unexpected error takes back.</summary>
public sealed class RecoveryTests
{
    private readonly EngineBench bench = new();

    [Fact]
    public void WorkflowTaskToken_FromBeforeACrash_StillCounts()
    {
        bench.Start();
        var task = bench.Poll();
        bench.Crash();
        Assert.Null(bench.TryPoll());
        bench.Complete(task, Make.Complete());
    }

    [Fact]
    public void StartedTask_NeverAnsweredBecauseOfACrash_TimesOut()
    {
        bench.Start();
        bench.Poll();
        bench.Crash();
        bench.Advance(10);
        Assert.Equal(2, bench.Poll().Attempt);
    }

    [Fact]
    public void Timer_DueWhileDown_FiresAfterwards()
    {
        bench.Start();
        bench.Work(Make.Timer("t", 5));
        bench.Crash();
        bench.Advance(60);
        Assert.Equal("6:TimerFired 7:WorkflowTaskScheduled", bench.Shape(from: 6));
    }

    [Fact]
    public void Activity_InBackoffWithDetails_GoesOnAfterACrash()
    {
        bench.Start();
        bench.Work(Make.Activity(change: wanted => wanted.RetryPolicy = Make.Retry(0, 5)));
        var first = bench.PollActivity();
        bench.Heartbeat(first, "half");
        bench.FailActivity(first);
        bench.Crash();
        Assert.Null(bench.TryPollActivity());
        bench.Advance(5);
        var second = bench.PollActivity();
        Assert.Equal((2, "\"half\""), (second.Attempt, second.HeartbeatDetails.Payloads_[0].Data.ToStringUtf8()));
        bench.Crash();
        bench.CompleteActivity(second);
    }

    [Fact]
    public void StickyRun_AfterACrash_IsNotSticky()
    {
        bench.Start();
        bench.ServeBriefly("sticky");
        bench.CompleteWith(bench.Poll(), request => request.StickyAttributes = new()
        {
            WorkerTaskQueue = new() { Name = "sticky" },
            ScheduleToStartTimeout = Make.Seconds(10),
        });
        bench.Signal("s");
        bench.Crash();
        Assert.Equal(7, bench.Poll().History.Events.Count);
    }

    [Fact]
    public void RepeatedAttempt_AcrossACrash_KeepsItsTokenAndEvents()
    {
        bench.Start();
        bench.FailTask(bench.Poll());
        var repeat = bench.Poll();
        bench.Crash();
        bench.Complete(repeat, Make.Complete());
        Assert.Equal(
            "4:WorkflowTaskFailed 5:WorkflowTaskScheduled 6:WorkflowTaskStarted 7:WorkflowTaskCompleted " +
            "8:WorkflowExecutionCompleted",
            bench.Shape(from: 4));
    }

    [Fact]
    public void Abandon_AfterAnUnexpectedError_LeavesTheRunAsItWas()
    {
        var store = new InMemoryStore();
        var engine = new WorkflowEngine(new EngineOptions(), new TestCatalog(), store, new TestIds());
        var now = bench.Now;
        engine.Recover(store.Load(), now);
        Keep(engine, store);
        engine.Start(Request("kept"), now);
        Keep(engine, store);
        Assert.NotNull(engine.Describe(Describe("kept"), now).PendingWorkflowTask);
        engine.Signal(SignalTo("kept"), now);
        engine.Start(Request("forgotten"), now);
        var output = engine.AbandonTurn(now);
        Assert.True(output.Batch.IsEmpty);
        Assert.Equal(2, engine.Describe(Describe("kept"), now).WorkflowExecutionInfo.HistoryLength);
        var gone = Assert.Throws<RpcError>(() => engine.Describe(Describe("forgotten"), now));
        Assert.Equal(GrpcStatusCode.NotFound, gone.Code);
    }

    [Fact]
    public void Layout_OfANewerServer_IsNamed()
    {
        bench.Start();
        var row = bench.Store.Load().OpenRuns.Single();
        var state = DirectedExecution.DevServer.Engine.State.RunState.Parser.ParseFrom(row.State.Span);
        state.Layout = 99;
        var batch = new WriteBatch();
        batch.Runs.Add(row with { State = Google.Protobuf.MessageExtensions.ToByteArray(state) });
        bench.Store.Apply(batch);
        bench.Store.Commit();
        bench.Crash();
        var error = Assert.Throws<InvalidOperationException>(() => bench.Poll());
        Assert.Contains("layout 99", error.Message, StringComparison.Ordinal);
    }

    private static void Keep(WorkflowEngine engine, InMemoryStore store)
    {
        store.Apply(engine.EndTurn().Batch);
        store.Commit();
    }

    private static StartWorkflowExecutionRequest Request(string workflowId) => new()
    {
        Namespace = TestCatalog.Name,
        WorkflowId = workflowId,
        WorkflowType = new() { Name = "Type" },
        TaskQueue = new() { Name = EngineBench.Queue },
    };

    private static SignalWorkflowExecutionRequest SignalTo(string workflowId) => new()
    {
        Namespace = TestCatalog.Name,
        WorkflowExecution = new() { WorkflowId = workflowId },
        SignalName = "s",
    };

    private static DescribeWorkflowExecutionRequest Describe(string workflowId) => new()
    {
        Namespace = TestCatalog.Name,
        Execution = new() { WorkflowId = workflowId },
    };
}
