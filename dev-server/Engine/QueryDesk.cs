using DirectedExecution.DevServer.Engine.State;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf.Collections;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.Query.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// Queries see everything that happened before them: with a workflow task pending they ride on it, else they go to a
/// worker as a task of their own.
/// </summary>
internal sealed class QueryDesk(EngineCore core)
{
    private readonly Dictionary<RunKey, List<WaitingQuery>> byRun = [];
    private readonly Dictionary<string, WaitingQuery> byId = [];

    /// <summary>Some query waits for its answer.</summary>
    public bool IsAnyWaiting => byId.Values.Any(asked => !asked.Ticket.IsDone);

    public void Ask(QueryWorkflowRequest request, Ticket<QueryWorkflowResponse> ticket)
    {
        if (request.Query is not { QueryType.Length: > 0 } query)
        {
            throw RpcError.InvalidArgument("QueryType is not set on request.");
        }

        StartChecks.CheckLength(query.QueryType, "QueryType");
        StartChecks.CheckSize(query.QueryArgs, "Query arguments");
        var owner = core.Catalog.GetNamespace(request.Namespace);
        var run = core.Runs.Resolve(owner.Id, request.Execution);
        if (IsRejected(run.State.Status, request.QueryRejectCondition))
        {
            var rejected = new QueryRejected { Status = run.State.Status };
            core.Turn.Answer(ticket, new QueryWorkflowResponse { QueryRejected = rejected });
            return;
        }

        CheckCanAnswer(run);
        var asked = new WaitingQuery(core.Ids.NewId(), run.Key, query, ticket);
        byId[asked.Id] = asked;
        OfRun(run.Key).Add(asked);
        core.DeadlineQueue.Add(ticket.ExpiresAt, new Expiry(ticket, () => Refuse(asked, NoAnswer())));
        Settle(run);
    }

    public RespondQueryTaskCompletedResponse Answer(RespondQueryTaskCompletedRequest request)
    {
        var token = TaskTokens.Read(request.TaskToken.Span, TaskToken.Types.Kind.Query);
        if (!byId.TryGetValue(token.QueryId, out var asked) || asked.Stage != QueryStage.Sent || asked.Ticket.IsDone)
        {
            throw RpcError.NotFound("The query is not known or was answered.");
        }

        Reply(asked, request.CompletedType, request.QueryResult, request.ErrorMessage, request.Failure);
        return new RespondQueryTaskCompletedResponse();
    }

    /// <summary>The queries that ride on the task that is being started.</summary>
    public IReadOnlyDictionary<string, WorkflowQuery> TakeForTask(Run run)
    {
        var taken = Live(run.Key).Where(asked => asked.Stage == QueryStage.Buffered).ToList();
        taken.ForEach(asked => asked.Stage = QueryStage.OnTask);
        return taken.ToDictionary(asked => asked.Id, asked => asked.Query);
    }

    public void OnWorkflowTaskCompleted(Run run, MapField<string, WorkflowQueryResult> results)
    {
        foreach (var asked in Live(run.Key).Where(asked => asked.Stage == QueryStage.OnTask))
        {
            if (results.TryGetValue(asked.Id, out var result))
            {
                Reply(asked, result.ResultType, result.Answer, result.ErrorMessage, result.Failure);
            }
            else
            {
                asked.Stage = QueryStage.Buffered;
            }
        }
    }

    /// <summary>Failed or timed out: its queries wait for the next one.</summary>
    public void OnWorkflowTaskLost(Run run)
    {
        foreach (var asked in Live(run.Key).Where(asked => asked.Stage == QueryStage.OnTask))
        {
            asked.Stage = QueryStage.Buffered;
        }
    }

    /// <summary>Sends what needs not wait any longer, refuses what cannot be answered any more.</summary>
    public void Settle(Run run)
    {
        if (!byRun.ContainsKey(run.Key))
        {
            return;
        }

        foreach (var asked in Live(run.Key).Where(asked => asked.Stage == QueryStage.Buffered))
        {
            if (run.IsOpen && WorkflowTaskRules.KeepsFailing(run.State))
            {
                Refuse(asked, NotReady());
            }
            else if (!run.IsOpen && run.State.PreviousStartedEventId == 0)
            {
                Refuse(asked, ClosedTooEarly());
            }
            else if ((!run.IsOpen || run.State.WorkflowTask is null) && run.State.PreviousStartedEventId > 0)
            {
                Dispatch(run, asked);
            }
        }
    }

    /// <summary>A poller takes the query; null when nobody waits for the answer any more.</summary>
    public PollWorkflowTaskQueueResponse? Send(QueuedTask task)
    {
        if (!byId.TryGetValue(task.QueryId, out var asked) || asked.Ticket.IsDone ||
            core.Runs.Find(asked.Run) is not { } run)
        {
            return null;
        }

        asked.Stage = QueryStage.Sent;
        var isSticky = task.Queue.Name != run.State.Started.TaskQueue.Name;
        return core.Polls.Query(run, isSticky, asked.Id, asked.Query);
    }

    /// <summary>The run is deleted.</summary>
    public void Forget(RunKey key)
    {
        foreach (var asked in Live(key))
        {
            Refuse(asked, RunTable.NotFound(key.WorkflowId, key.RunId));
        }
    }

    /// <summary>Takes queries off a sticky queue that nobody serves any more.</summary>
    public void LeaveStickyQueue(QueuedTask task)
    {
        if (byId.TryGetValue(task.QueryId, out var asked) && core.Runs.Find(asked.Run) is { } run)
        {
            Requeue(run, asked);
        }
    }

    private static bool IsRejected(WorkflowExecutionStatus status, QueryRejectCondition condition) => condition switch
    {
        QueryRejectCondition.NotOpen => status != WorkflowExecutionStatus.Running,
        QueryRejectCondition.NotCompletedCleanly =>
            status is not (WorkflowExecutionStatus.Running or WorkflowExecutionStatus.Completed),
        _ => false,
    };

    private static RpcError NotReady() => RpcError.FailedPrecondition(
        "Unable to query workflow due to Workflow Task in failed state.", new WorkflowNotReadyFailure());

    private static RpcError ClosedTooEarly() =>
        RpcError.FailedPrecondition(
            "The workflow was closed before a worker completed its first task; it cannot be queried.");

    private static RpcError NoAnswer() =>
        RpcError.FailedPrecondition("No worker answered the query; is a worker polling the workflow's task queue?");

    private void CheckCanAnswer(Run run)
    {
        if (!run.IsOpen && run.State.PreviousStartedEventId == 0)
        {
            throw ClosedTooEarly();
        }

        if (run.IsOpen && WorkflowTaskRules.KeepsFailing(run.State))
        {
            throw NotReady();
        }

        if (Live(run.Key).Count(asked => asked.Stage == QueryStage.Buffered) >= Limits.BufferedQueries)
        {
            throw new RpcError(
                GrpcStatusCode.ResourceExhausted,
                "Too many queries wait for the workflow's next task.",
                new ResourceExhaustedFailure
                {
                    Cause = ResourceExhaustedCause.BusyWorkflow,
                    Scope = ResourceExhaustedScope.Namespace,
                });
        }
    }

    private void Reply(
        WaitingQuery asked,
        QueryResultType resultType,
        Temporalio.Api.Common.V1.Payloads? answer,
        string errorMessage,
        Failure? failure)
    {
        Remove(asked);
        if (resultType == QueryResultType.Answered)
        {
            core.Turn.Answer(asked.Ticket, new QueryWorkflowResponse { QueryResult = answer });
            return;
        }

        var detail = new QueryFailedFailure { Failure = failure };
        core.Turn.Refuse(asked.Ticket, RpcError.InvalidArgument(errorMessage, detail));
    }

    private void Refuse(WaitingQuery asked, RpcError error)
    {
        Remove(asked);
        core.Turn.Refuse(asked.Ticket, error);
    }

    private void Dispatch(Run run, WaitingQuery asked)
    {
        var queue = new TaskQueueKey(run.Key.NamespaceId, run.State.Started.TaskQueue.Name, TaskQueueType.Workflow);
        if (run is { IsOpen: true, State.Sticky: { } sticky })
        {
            var stickyQueue = queue with { Name = sticky.TaskQueue.Name };
            if (core.Matcher.IsStickyQueueServed(stickyQueue, core.CallersNow))
            {
                queue = stickyQueue;
                var patience = core.CallersNow + sticky.ScheduleToStartTimeout.Read();
                core.DeadlineQueue.Add(patience, new Expiry(asked.Ticket, () => GiveUpSticky(asked, stickyQueue)));
            }
            else
            {
                core.WorkflowTasks.ClearStickiness(run);
            }
        }

        asked.Stage = QueryStage.Queued;
        asked.Task = new QueuedTask(TaskKind.Query, run.Key, queue, 0, string.Empty, asked.Id, core.Now);
        core.Matcher.Enqueue(asked.Task);
    }

    private void GiveUpSticky(WaitingQuery asked, TaskQueueKey stickyQueue)
    {
        if (asked.Stage == QueryStage.Queued && asked.Task?.Queue == stickyQueue &&
            core.Runs.Find(asked.Run) is { } run)
        {
            core.WorkflowTasks.ClearStickiness(run);
            Requeue(run, asked);
            core.Transactions.Close(run);
        }
    }

    private void Requeue(Run run, WaitingQuery asked)
    {
        if (asked.Task is { } old)
        {
            old.IsDead = true;
        }

        asked.Stage = QueryStage.Buffered;
        Settle(run);
    }

    private List<WaitingQuery> OfRun(RunKey key)
    {
        if (!byRun.TryGetValue(key, out var queries))
        {
            byRun[key] = queries = [];
        }

        return queries;
    }

    /// <summary>A copy: handling one may remove it. Those whose callers have gone are dropped.</summary>
    private List<WaitingQuery> Live(RunKey key)
    {
        if (!byRun.TryGetValue(key, out var queries))
        {
            return [];
        }

        foreach (var gone in queries.Where(asked => asked.Ticket.IsDone).ToList())
        {
            Remove(gone);
        }

        return [.. queries];
    }

    private void Remove(WaitingQuery asked)
    {
        byId.Remove(asked.Id);
        if (asked.Task is { } queued)
        {
            queued.IsDead = true;
        }

        if (byRun.TryGetValue(asked.Run, out var queries) && queries.Remove(asked) && queries.Count == 0)
        {
            byRun.Remove(asked.Run);
        }
    }
}
