using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>The answers of activity workers, by token and by id.</summary>
internal sealed class ActivityCalls(EngineCore core)
{
    public RespondActivityTaskCompletedResponse Complete(RespondActivityTaskCompletedRequest request)
    {
        var (run, activity) = Find(request.TaskToken.Span);
        core.Activities.Complete(run, activity, request.Result, request.Identity);
        Finish(run);
        return new RespondActivityTaskCompletedResponse();
    }

    public RespondActivityTaskFailedResponse Fail(RespondActivityTaskFailedRequest request)
    {
        CheckFailure(request.Failure);
        var (run, activity) = Find(request.TaskToken.Span);
        var failures = core.Activities.Fail(
            run, activity, request.Failure, request.LastHeartbeatDetails, request.Identity);
        Finish(run);
        return new RespondActivityTaskFailedResponse { Failures = { failures } };
    }

    public RespondActivityTaskCanceledResponse Cancel(RespondActivityTaskCanceledRequest request)
    {
        var (run, activity) = Find(request.TaskToken.Span);
        core.Activities.Cancel(run, activity, request.Details, request.Identity);
        Finish(run);
        return new RespondActivityTaskCanceledResponse();
    }

    public RecordActivityTaskHeartbeatResponse Heartbeat(RecordActivityTaskHeartbeatRequest request)
    {
        var (run, activity) = Find(request.TaskToken.Span);
        var news = core.Activities.Heartbeat(run, activity, request.Details, request.Identity);
        Finish(run);
        return new RecordActivityTaskHeartbeatResponse
        {
            CancelRequested = news.MustStop,
            ActivityPaused = news.IsPaused,
            ActivityReset = news.WasReset,
        };
    }

    /// <summary>Also for an activity that nobody has taken: it counts as started by the caller.</summary>
    public RespondActivityTaskCompletedByIdResponse CompleteById(RespondActivityTaskCompletedByIdRequest request)
    {
        var (run, activity) = FindById(request.Namespace, request.WorkflowId, request.RunId, request.ActivityId);
        if (activity.StartedTime is null)
        {
            core.Activities.Start(run, activity, request.Identity);
        }

        core.Activities.Complete(run, activity, request.Result, request.Identity);
        Finish(run);
        return new RespondActivityTaskCompletedByIdResponse();
    }

    public RespondActivityTaskFailedByIdResponse FailById(RespondActivityTaskFailedByIdRequest request)
    {
        CheckFailure(request.Failure);
        var (run, activity) = FindStartedById(request.Namespace, request.WorkflowId, request.RunId, request.ActivityId);
        var failures = core.Activities.Fail(
            run, activity, request.Failure, request.LastHeartbeatDetails, request.Identity);
        Finish(run);
        return new RespondActivityTaskFailedByIdResponse { Failures = { failures } };
    }

    public RespondActivityTaskCanceledByIdResponse CancelById(RespondActivityTaskCanceledByIdRequest request)
    {
        var (run, activity) = FindStartedById(request.Namespace, request.WorkflowId, request.RunId, request.ActivityId);
        core.Activities.Cancel(run, activity, request.Details, request.Identity);
        Finish(run);
        return new RespondActivityTaskCanceledByIdResponse();
    }

    public RecordActivityTaskHeartbeatByIdResponse HeartbeatById(RecordActivityTaskHeartbeatByIdRequest request)
    {
        var (run, activity) = FindStartedById(request.Namespace, request.WorkflowId, request.RunId, request.ActivityId);
        var news = core.Activities.Heartbeat(run, activity, request.Details, request.Identity);
        Finish(run);
        return new RecordActivityTaskHeartbeatByIdResponse
        {
            CancelRequested = news.MustStop,
            ActivityPaused = news.IsPaused,
            ActivityReset = news.WasReset,
        };
    }

    private static void CheckFailure(Failure? failure)
    {
        if (failure is null || failure.FailureInfoCase == Failure.FailureInfoOneofCase.None)
        {
            throw RpcError.InvalidArgument("Failure must carry the information of an application or similar failure.");
        }
    }

    private static RpcError Gone() => RpcError.NotFound(
        "invalid activityID or activity already timed out or invoking workflow is completed");

    private void Finish(Run run)
    {
        core.WorkflowTasks.AfterNews(run);
        core.Transactions.Close(run);
    }

    private (Run Run, ActivityState Activity) Find(ReadOnlySpan<byte> bytes)
    {
        var token = TaskTokens.Read(bytes, TaskToken.Types.Kind.ActivityTask);
        var run = core.Runs.FindByToken(token);
        if (run is not { IsOpen: true } ||
            !run.State.Activities.TryGetValue(token.ScheduledEventId, out var activity) ||
            activity.Attempt != token.Attempt ||
            activity.StartedTime is null ||
            !activity.StartedTime.Equals(token.StartedTime))
        {
            throw Gone();
        }

        return (run, activity);
    }

    private (Run Run, ActivityState Activity) FindById(
        string namespaceName, string workflowId, string runId, string activityId)
    {
        if (activityId.Length == 0)
        {
            throw RpcError.InvalidArgument("ActivityId is not set on request.");
        }

        var owner = core.Catalog.GetNamespace(namespaceName);
        var run = core.Runs.Resolve(owner.Id, new WorkflowExecution { WorkflowId = workflowId, RunId = runId });
        var activity = run.State.Activities.Values.FirstOrDefault(pending => pending.ActivityId == activityId);
        return run.IsOpen && activity is not null ? (run, activity) : throw Gone();
    }

    private (Run Run, ActivityState Activity) FindStartedById(
        string namespaceName, string workflowId, string runId, string activityId)
    {
        var found = FindById(namespaceName, workflowId, runId, activityId);
        return found.Activity.StartedTime is null ? throw Gone() : found;
    }
}
