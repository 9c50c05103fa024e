using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

/// <summary>What the conformance tests cannot see of resets: that a state built from events is the stored one.</summary>
public sealed class ResetTests
{
    private const int Walks = 60;
    private const int Moves = 150;

    private readonly EngineBench bench = new();

    [Fact]
    public void Replay_OfAnyHistory_GivesTheStoredState()
    {
        var compared = 0;
        for (var seed = 1; seed <= Walks; seed++)
        {
            var wanderer = new Wanderer(new Random(seed), restarts: false);
            wanderer.Walk(Moves);
            compared += wanderer.Bench.Store.Load().OpenRuns.Count(row => IsReplayable(wanderer.Bench.Store, row));
        }

        Assert.True(compared > Walks / 4, $"only {compared} runs could be compared");
    }

    [Fact]
    public void Reset_AcrossACrash_KeepsTheNewRunAndItsTasks()
    {
        bench.Start();
        bench.Work(Make.Activity(), Make.Timer("t", 100));
        bench.Signal("s", "request");
        var runId = Reset(4);
        bench.Crash();
        Assert.Equal(runId, bench.Describe().WorkflowExecutionInfo.Execution.RunId);
        Assert.Equal(
            "1:WorkflowExecutionStarted 2:WorkflowTaskScheduled 3:WorkflowTaskStarted 4:WorkflowTaskFailed " +
            "5:WorkflowExecutionSignaled 6:WorkflowTaskScheduled",
            bench.Shape());
        bench.Work(Make.Complete());
    }

    [Fact]
    public void PendingOnes_AtThePoint_GoOnInTheNewRun()
    {
        bench.Start();
        bench.Work(Make.Activity(), Make.Timer("t", 100));
        bench.PollActivity();
        bench.Advance(40);
        bench.Signal("s");
        bench.Work();
        Reset(10);
        Assert.Equal(1, bench.PollActivity().Attempt);
        bench.Advance(60);
        Assert.Contains("TimerFired", bench.Shape(), StringComparison.Ordinal);
    }

    [Fact]
    public void TellingAgain_KnowsTheRequestIdsOfTheSignals()
    {
        bench.Start();
        bench.Work();
        bench.Signal("s", "request");
        Reset(4);
        bench.Signal("s", "request");
        Assert.Single(bench.Events(), read => read.EventType == EventType.WorkflowExecutionSignaled);
    }

    [Fact]
    public void ChildWhoseStartCameAfterThePoint_IsFoundAgain()
    {
        bench.Start();
        var first = bench.Poll();
        var second = bench.CompleteWith(
            first,
            request =>
            {
                request.ForceCreateNewWorkflowTask = true;
                request.ReturnNewWorkflowTask = true;
            },
            Make.Child()).WorkflowTask;
        bench.Complete(second);
        Assert.Equal(
            "5:StartChildWorkflowExecutionInitiated 6:WorkflowTaskScheduled 7:WorkflowTaskStarted " +
            "8:WorkflowTaskCompleted 9:ChildWorkflowExecutionStarted 10:WorkflowTaskScheduled",
            bench.Shape(from: 5));
        var childRun = bench.Describe().PendingChildren.Single().RunId;
        Reset(8);
        Assert.Equal(
            "8:WorkflowTaskFailed 9:WorkflowTaskScheduled 10:ChildWorkflowExecutionStarted", bench.Shape(from: 8));
        Assert.Equal(childRun, bench.Describe().PendingChildren.Single().RunId);
    }

    [Fact]
    public void SignalWhoseAnswerCameAfterThePoint_IsSentAgain()
    {
        bench.Start(request => request.WorkflowId = "target");
        bench.Start();
        PollWorkflowTaskQueueResponse Own()
        {
            var task = bench.Poll();
            return task.WorkflowExecution.WorkflowId == EngineBench.WorkflowId ? task : bench.Poll();
        }

        var second = bench.CompleteWith(
            Own(),
            request =>
            {
                request.ForceCreateNewWorkflowTask = true;
                request.ReturnNewWorkflowTask = true;
            },
            Make.SignalExternal("target")).WorkflowTask;
        bench.Complete(second);
        Reset(8);
        Assert.Equal(2, bench.Events("target").Count(read => read.EventType == EventType.WorkflowExecutionSignaled) +
            bench.Describe().PendingChildren.Count + Buffered("target"));
        Assert.EndsWith("10:ExternalWorkflowExecutionSignaled", bench.Shape(), StringComparison.Ordinal);
    }

    [Fact]
    public void ResetOfAReset_FollowsUpdatesAndPoints()
    {
        bench.Start();
        bench.Work();
        bench.Update("u");
        bench.AcceptAndComplete(bench.Poll());
        Reset(4);
        bench.CompleteWith(bench.Poll(), request => Updates.Accept(request, "u", 5));
        Reset(4);
        Assert.Equal(
            "4:WorkflowTaskFailed 5:WorkflowExecutionUpdateAdmitted 6:WorkflowTaskScheduled", bench.Shape(from: 4));
        bench.CompleteWith(bench.Poll(), request =>
        {
            Updates.Accept(request, "u", 5);
            Updates.Complete(request, "u");
        });
        Assert.NotNull(bench.PollUpdate("u").Reply!.Outcome.Success);
    }

    [Fact]
    public void AdmittedAgain_AndIgnored_IsRejected()
    {
        bench.Start();
        bench.Work();
        bench.Update("u");
        bench.AcceptAndComplete(bench.Poll());
        Reset(4);
        var outcome = bench.PollUpdate("u", UpdateWorkflowExecutionLifecycleStage.Completed);
        bench.Work();
        Assert.Equal("UnprocessedUpdate", outcome.Reply!.Outcome.Failure.ApplicationFailureInfo.Type);
        bench.Refused(() => bench.PollUpdate("u"), GrpcStatusCode.NotFound);
    }

    [Fact]
    public void AdmittedAgain_AcrossACrash_IsStillAnswered()
    {
        bench.Start();
        bench.Work();
        bench.Update("u");
        bench.AcceptAndComplete(bench.Poll());
        Reset(4);
        bench.Crash();
        bench.CompleteWith(bench.Poll(), request =>
        {
            Updates.Accept(request, "u", 5);
            Updates.Complete(request, "u");
        });
        Assert.NotNull(bench.PollUpdate("u").Reply!.Outcome.Success);
    }

    [Fact]
    public void ResetChild_DoesNotEndForItsParent()
    {
        bench.Start();
        bench.Work(Make.Child());
        bench.Complete(bench.Poll(Make.ChildQueue));
        bench.Call((running, now) => running.Reset(Request(4, "child"), now));
        Assert.DoesNotContain("ChildWorkflowExecutionTerminated", bench.Shape(), StringComparison.Ordinal);
        bench.Complete(bench.Poll(Make.ChildQueue), Make.Complete());
        Assert.Contains("ChildWorkflowExecutionCompleted", bench.Shape(), StringComparison.Ordinal);
    }

    private static ResetWorkflowExecutionRequest Request(long eventId, string workflowId = EngineBench.WorkflowId) => new()
    {
        Namespace = TestCatalog.Name,
        WorkflowExecution = new() { WorkflowId = workflowId },
        WorkflowTaskFinishEventId = eventId,
        Reason = "why",
        RequestId = $"reset-{Guid.NewGuid()}",
    };

    private static bool IsReplayable(InMemoryStore store, RunRow row)
    {
        var stored = RunState.Parser.ParseFrom(row.State.Span);
        var events = store.ReadHistory(row.Key.RunId, 1, long.MaxValue)
            .SelectMany(batch => History.Parser.ParseFrom(batch.Events.Span).Events)
            .ToList();
        if (stored.Buffer.Count > 0)
        {
            return false;
        }

        var run = new Run(RunFactory.NewState(
            new NewRun
            {
                Key = row.Key,
                Started = events[0].WorkflowExecutionStartedEventAttributes,
                RequestId = stored.StartRequestId,
                ResetPoints = events[0].WorkflowExecutionStartedEventAttributes.PrevAutoResetPoints,
            },
            events[0].EventTime.ToDateTimeOffset()));
        var replay = new RunReplay(run);
        events.ForEach(replay.Apply);
        var built = run.State;
        Assert.Equal(stored.NextEventId, built.NextEventId);
        Assert.Equal(stored.PreviousStartedEventId, built.PreviousStartedEventId);
        Assert.Equal(stored.HistorySizeBytes, built.HistorySizeBytes);
        Assert.Equal(stored.Timers, built.Timers);
        Assert.Equal(stored.Children, built.Children);
        Assert.Equal(stored.Updates.Where(IsAccepted).ToHashSet(), built.Updates.Where(IsAccepted).ToHashSet());
        Assert.Equal(stored.Memo, built.Memo);
        Assert.Equal(WithoutPauses(stored.SearchAttributes), built.SearchAttributes);
        Assert.Equal(stored.ResetPoints, built.ResetPoints);
        Assert.Equal(stored.SignalCount, built.SignalCount);
        Assert.Equal(stored.SignalRequestIds, built.SignalRequestIds);
        Assert.Equal(stored.CancelRequested, built.CancelRequested);
        Assert.Equal(stored.Activities.Keys.Order(), built.Activities.Keys.Order());
        Assert.All(built.Activities, entry => Assert.Equal(
            stored.Activities[entry.Key].CancelRequestedEventId, entry.Value.CancelRequestedEventId));
        if (stored.WorkflowTask is { IsWritten: true } task)
        {
            Assert.Equal(
                (task.ScheduledEventId, task.StartedEventId),
                (built.WorkflowTask.ScheduledEventId, built.WorkflowTask.StartedEventId));
        }

        return true;
    }

    /// <summary>One that was admitted by a reset and then rejected stands in history only.</summary>
    private static bool IsAccepted(KeyValuePair<string, UpdateState> entry) => entry.Value.AcceptedEventId > 0;

    /// <summary>What operators do with activities leaves no event.</summary>
    private static SearchAttributes WithoutPauses(SearchAttributes stored)
    {
        var kept = stored.Clone();
        kept.IndexedFields.Remove("TemporalPauseInfo");
        return kept;
    }

    private int Buffered(string workflowId) => bench.Store.Load().OpenRuns
        .Where(row => row.Key.WorkflowId == workflowId)
        .Sum(row => RunState.Parser.ParseFrom(row.State.Span).Buffer.Count);

    private string Reset(long eventId) =>
        bench.Call((running, now) => running.Reset(Request(eventId), now)).RunId;
}
