using DirectedExecution.DevServer.Engine;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Engine;

public sealed class QueryTests
{
    private readonly EngineBench bench = new();
    private QueryWorkflowResponse? reply;
    private RpcError? refusal;

    [Fact]
    public void Idle_Query_IsATaskOfItsOwnAndLeavesNoEvent()
    {
        bench.Start();
        bench.Work(Make.Timer("t", 100));
        Ask();
        var task = bench.Poll();
        Assert.Equal(("state", 0L, 5), (task.Query.QueryType, task.StartedEventId, task.History.Events.Count));
        Answer(task);
        Assert.Equal("\"42\"", reply!.QueryResult.Payloads_[0].Data.ToStringUtf8());
        Assert.Equal(5, bench.Events().Count);
        bench.Refused(() => Answer(task), GrpcStatusCode.NotFound);
    }

    [Fact]
    public void Pending_Query_RidesOnTheTaskAndSeesTheSignal()
    {
        bench.Start();
        bench.Work();
        bench.Signal("before");
        Ask();
        var task = bench.Poll();
        var (id, query) = Assert.Single(task.Queries);
        Assert.Equal("state", query.QueryType);
        Assert.Equal(EventType.WorkflowExecutionSignaled, task.History.Events[4].EventType);
        bench.CompleteWith(task, request => request.QueryResults[id] = Result());
        Assert.NotNull(reply);
    }

    [Fact]
    public void Pending_TaskClosesTheRun_AnswerStillArrives()
    {
        bench.Start();
        bench.Work();
        bench.Signal("s");
        Ask();
        var task = bench.Poll();
        bench.CompleteWith(
            task, request => request.QueryResults[task.Queries.Keys.Single()] = Result(), Make.Complete());
        Assert.NotNull(reply);
    }

    [Fact]
    public void Started_Query_IsSentWhenTheTaskEnds()
    {
        bench.Start();
        var task = bench.Poll();
        Ask();
        Assert.Null(bench.TryPoll());
        bench.Complete(task);
        Answer(bench.Poll());
        Assert.NotNull(reply);
    }

    [Fact]
    public void Failed_Answer_CarriesTheFailure()
    {
        bench.Start();
        bench.Work();
        Ask();
        bench.Call((engine, now) => engine.RespondQueryTaskCompleted(
            new RespondQueryTaskCompletedRequest
            {
                TaskToken = bench.Poll().TaskToken,
                CompletedType = QueryResultType.Failed,
                ErrorMessage = "no such query",
                Failure = Make.Broken("no such query"),
            },
            now));
        Assert.Equal(GrpcStatusCode.InvalidArgument, refusal!.Code);
        Assert.Equal("no such query", Assert.IsType<QueryFailedFailure>(refusal.Detail).Failure.Message);
    }

    [Fact]
    public void Closed_Query_GetsTheWholeHistory()
    {
        bench.Start();
        bench.Work(Make.Complete());
        Ask();
        var task = bench.Poll();
        Assert.Equal(EventType.WorkflowExecutionCompleted, task.History.Events[^1].EventType);
        Answer(task);
        Assert.NotNull(reply);
    }

    [Theory]
    [InlineData(QueryRejectCondition.NotOpen, true)]
    [InlineData(QueryRejectCondition.NotCompletedCleanly, false)]
    public void Closed_RejectCondition_Decides(QueryRejectCondition condition, bool isRejected)
    {
        bench.Start();
        bench.Work(Make.Complete());
        Ask(condition: condition);
        Assert.Equal(isRejected, reply?.QueryRejected?.Status == WorkflowExecutionStatus.Completed);
    }

    [Fact]
    public void NoWorker_Query_IsRefusedAtItsTime()
    {
        bench.Start();
        bench.Work();
        Ask(seconds: 29);
        bench.Advance(28);
        Assert.Null(refusal);
        bench.Advance(1);
        Assert.Equal(GrpcStatusCode.FailedPrecondition, refusal!.Code);
        Assert.Null(bench.TryPoll());
    }

    [Fact]
    public void ClosedBeforeTheFirstTask_Query_IsRefused()
    {
        bench.Start();
        bench.Terminate();
        bench.Refused(() => Ask(), GrpcStatusCode.FailedPrecondition);
    }

    [Fact]
    public void FailingTask_ThirdAttempt_RefusesQueries()
    {
        bench.Start();
        Ask();
        bench.FailTask(bench.Poll());
        Assert.Null(refusal);
        bench.FailTask(bench.Poll());
        Assert.IsType<WorkflowNotReadyFailure>(refusal!.Detail);
        bench.Refused(() => Ask(), GrpcStatusCode.FailedPrecondition);
    }

    [Fact]
    public void StickyWorkerGone_Query_MovesToTheNormalQueue()
    {
        bench.Start();
        bench.ServeBriefly("sticky");
        bench.CompleteWith(bench.Poll(), request => request.StickyAttributes = new()
        {
            WorkerTaskQueue = new() { Name = "sticky" },
            ScheduleToStartTimeout = Make.Seconds(5),
        });
        Ask();
        Assert.Null(bench.TryPoll());
        bench.Advance(5);
        var task = bench.Poll();
        Assert.Equal(4, task.History.Events.Count);
        Answer(task);
        Assert.NotNull(reply);
    }

    [Fact]
    public void Query_WhileASignalIsBuffered_IsAskedTogetherWithIt()
    {
        bench.Start();
        var task = bench.Poll();
        bench.Signal("seen?");
        Ask();
        bench.Complete(task);
        var next = bench.Poll();
        Assert.Null(next.Query);
        Assert.Single(next.Queries);
        Assert.Contains(next.History.Events, read => read.EventType == EventType.WorkflowExecutionSignaled);
    }

    private static WorkflowQueryResult Result() =>
        new() { ResultType = QueryResultType.Answered, Answer = Make.Text("42") };

    private void Ask(double seconds = 60, QueryRejectCondition condition = QueryRejectCondition.None) =>
        bench.Call((engine, now) => engine.Query(
            new QueryWorkflowRequest
            {
                Namespace = TestCatalog.Name,
                Execution = EngineBench.Execution(),
                Query = new WorkflowQuery { QueryType = "state" },
                QueryRejectCondition = condition,
            },
            bench.Ticket<QueryWorkflowResponse>(answer => reply = answer, error => refusal = error, seconds),
            now));

    private void Answer(PollWorkflowTaskQueueResponse task) => bench.Call((engine, now) => engine.RespondQueryTaskCompleted(
        new RespondQueryTaskCompletedRequest
        {
            TaskToken = task.TaskToken,
            CompletedType = QueryResultType.Answered,
            QueryResult = Make.Text("42"),
        },
        now));
}
