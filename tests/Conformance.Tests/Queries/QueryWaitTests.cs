using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Conformance.Tests.Queries;

/// <summary>Queries that ride on tasks, and those that nobody can answer.</summary>
public sealed class QueryWaitTests(SharedServers servers) : Behaviour(servers)
{
    [SkippableTheory, BothServers]
    public async Task WhileATaskPends_RidesOnIt(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await c.SignalAsync("go");
        var asked = c.QueryAsync("what");
        var answered = false;
        while (!answered)
        {
            var task = await c.PollAsync();
            if (task.Query is not null)
            {
                await c.Rpc.RespondQueryTaskCompletedAsync(new()
                {
                    Namespace = Conversation.Namespace,
                    TaskToken = task.TaskToken,
                    CompletedType = QueryResultType.Answered,
                    QueryResult = Conversation.JsonArguments("7"),
                });
                answered = true;
                continue;
            }

            var completion = c.Completion(task);
            foreach (var id in task.Queries.Keys)
            {
                completion.QueryResults[id] = new()
                {
                    ResultType = QueryResultType.Answered,
                    Answer = Conversation.JsonArguments("7"),
                };
            }

            answered = task.Queries.Count > 0;
            await c.Rpc.RespondWorkflowTaskCompletedAsync(completion);
        }

        Assert.Equal("7", (await asked).QueryResult.Payloads_[0].Data.ToStringUtf8());
    }

    [SkippableTheory, BothServers]
    public async Task WhileTasksKeepFailing_IsNotReady(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await c.SignalAsync("go");
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await c.FailAsync(await c.PollAsync());
        }

        await Refused.WithAsync<WorkflowNotReadyFailure>(Code.FailedPrecondition, () => c.QueryAsync("what"));
    }

    [SkippableTheory, BothServers]
    public async Task WithoutAType_OrOfAnUnknownWorkflow_IsRefused(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await Refused.WithAsync<NotFoundFailure>(Code.NotFound, () => c.QueryAsync("what"));
        await c.StartAsync();
        await Refused.WithAsync(Code.InvalidArgument, () => c.QueryAsync(string.Empty));
    }

    [SkippableTheory, BothServers]
    public async Task ClosedBeforeItsFirstTask_CannotBeAnswered(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartAsync();
        await c.TerminateAsync();
        await Refused.WithAsync(Code.FailedPrecondition, () => c.QueryAsync("what"));
    }

    [SkippableTheory, BothServers]
    public async Task NotCompletedCleanly_RejectsATerminatedRun(ServerKind kind)
    {
        var c = await WithAsync(kind);
        await c.StartIdleAsync();
        await c.TerminateAsync();
        var rejected = await c.QueryAsync("what", QueryRejectCondition.NotCompletedCleanly);
        Assert.Equal(WorkflowExecutionStatus.Terminated, rejected.QueryRejected.Status);
    }
}
