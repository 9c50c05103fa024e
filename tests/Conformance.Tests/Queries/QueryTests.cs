using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.Queries;

public sealed class QueryTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task Query_OnAnIdleRun_IsATaskOfItsOwnWithoutEvents(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync());
        var asked = c.QueryAsync("what");
        var task = await c.PollAsync();
        Assert.Equal("what", task.Query.QueryType);
        await AnswerAsync(c, task.TaskToken);
        Assert.Equal("42", (await asked).QueryResult.Payloads_[0].Data.ToStringUtf8());
        Assert.Equal(4, (await c.HistoryAsync()).Count);
    }

    [SkippableTheory, BothServers]
    public async Task Query_BeforeTheFirstTaskIsDone_WaitsForIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var asked = c.QueryAsync("what");
        await c.CompleteAsync(await c.PollAsync());
        var task = await c.PollAsync();
        await AnswerAsync(c, task.TaskToken);
        Assert.Equal("42", (await asked).QueryResult.Payloads_[0].Data.ToStringUtf8());
    }

    [SkippableTheory, BothServers]
    public async Task Query_Failed_CarriesTheFailure(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync());
        var asked = c.QueryAsync("what");
        var task = await c.PollAsync();
        await c.Rpc.RespondQueryTaskCompletedAsync(new()
        {
            Namespace = Conversation.Namespace,
            TaskToken = task.TaskToken,
            CompletedType = QueryResultType.Failed,
            ErrorMessage = "no",
            Failure = new() { Message = "no", ApplicationFailureInfo = new() },
        });
        var detail = await Refused.WithAsync<QueryFailedFailure>(RpcException.StatusCode.InvalidArgument, () => asked);
        Assert.Equal("no", detail.Failure.Message);
    }

    [SkippableTheory, BothServers]
    public async Task Query_OnAClosedRun_IsAnswered_UnlessRejected(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());
        var rejected = await c.QueryAsync("what", QueryRejectCondition.NotOpen);
        Assert.Equal(WorkflowExecutionStatus.Completed, rejected.QueryRejected.Status);
        var asked = c.QueryAsync("what", QueryRejectCondition.NotCompletedCleanly);
        var task = await c.PollAsync();
        Assert.Equal(1, task.History.Events[0].EventId);
        Assert.Equal(EventType.WorkflowExecutionCompleted, task.History.Events[^1].EventType);
        await AnswerAsync(c, task.TaskToken);
        Assert.Equal("42", (await asked).QueryResult.Payloads_[0].Data.ToStringUtf8());
    }

    [SkippableTheory, BothServers]
    public async Task Query_WhenNoWorkerEverPolled_IsNeverAnswered(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var refusal = await Assert.ThrowsAsync<RpcException>(() => c.QueryAsync("what", limit: TimeSpan.FromSeconds(5)));
        // The reference server lets it run into the deadline, or notices a second before: both say that nobody answered.
        Assert.Contains(
            refusal.Code,
            new[] { RpcException.StatusCode.FailedPrecondition, RpcException.StatusCode.DeadlineExceeded, RpcException.StatusCode.Cancelled });
    }

    [SkippableTheory, BothServers]
    public async Task Query_AfterASignal_IsAskedOfAWorkerThatSawIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.CompleteAsync(await c.PollAsync());
        for (var round = 0; round < 20; round++)
        {
            await c.SignalAsync("count");
            var asked = c.QueryAsync("how many");
            for (var answered = false; !answered;)
            {
                answered = await ServeAsync(c);
            }

            Assert.Equal(round + 1, int.Parse((await asked).QueryResult.Payloads_[0].Data.ToStringUtf8()));
        }
    }

    /// <summary>A worker without a cache: counts the signals in the history that it is given.</summary>
    private static async Task<bool> ServeAsync(Conversation c)
    {
        var task = await c.PollAsync();
        var seen = task.History.Events.Count(e => e.EventType == EventType.WorkflowExecutionSignaled);
        if (task.Query is not null)
        {
            await AnswerAsync(c, task.TaskToken, seen.ToString());
            return true;
        }

        var completion = c.Completion(task);
        foreach (var id in task.Queries.Keys)
        {
            completion.QueryResults[id] = new()
            {
                ResultType = QueryResultType.Answered,
                Answer = Conversation.JsonArguments(seen.ToString()),
            };
        }

        await c.Rpc.RespondWorkflowTaskCompletedAsync(completion);
        return task.Queries.Count > 0;
    }

    private static async Task AnswerAsync(Conversation c, Google.Protobuf.ByteString token, string answer = "42") =>
        await c.Rpc.RespondQueryTaskCompletedAsync(new()
        {
            Namespace = Conversation.Namespace,
            TaskToken = token,
            CompletedType = QueryResultType.Answered,
            QueryResult = Conversation.JsonArguments(answer),
        });

    [SkippableTheory, BothServers]
    public async Task TaskTokens_OfAnotherKindOfTask_AreNotFound(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        var task = await c.PollAsync();
        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => c.Rpc.RespondQueryTaskCompletedAsync(new()
        {
            Namespace = Conversation.Namespace,
            TaskToken = task.TaskToken,
            CompletedType = QueryResultType.Answered,
        }));
        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => c.Rpc.RespondActivityTaskCompletedAsync(new()
        {
            Namespace = Conversation.Namespace,
            TaskToken = task.TaskToken,
        }));
        await c.CompleteAsync(task, Do.Activity("a", c));
        var activity = await c.PollActivityAsync();
        await Refused.WithAsync(RpcException.StatusCode.NotFound, () => c.Rpc.RespondWorkflowTaskCompletedAsync(new()
        {
            Namespace = Conversation.Namespace,
            TaskToken = activity.TaskToken,
        }));
    }
}
