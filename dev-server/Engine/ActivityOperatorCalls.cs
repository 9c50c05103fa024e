using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Activity.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// What an operator does with pending activities of a run. Nothing of it stands in history: describe shows it.
/// </summary>
internal sealed class ActivityOperatorCalls(EngineCore core)
{
    public PauseActivityResponse Pause(PauseActivityRequest request)
    {
        var (run, activities) = Find(
            request.Namespace, request.Execution,
            ActivityTarget.Of(request.HasId, request.Id, request.HasType, request.Type, isAll: false));
        foreach (var activity in activities)
        {
            core.Activities.Pause(run, activity, request.Identity, request.Reason);
        }

        core.Transactions.Close(run);
        return new PauseActivityResponse();
    }

    public UnpauseActivityResponse Unpause(UnpauseActivityRequest request)
    {
        var (run, activities) = Find(
            request.Namespace, request.Execution,
            ActivityTarget.Of(request.HasId, request.Id, request.HasType, request.Type, request.UnpauseAll));
        foreach (var activity in activities)
        {
            core.Activities.Unpause(
                run, activity, request.ResetAttempts, request.ResetHeartbeat, Jitter(request.Jitter.Read()));
        }

        core.Transactions.Close(run);
        return new UnpauseActivityResponse();
    }

    public ResetActivityResponse Reset(ResetActivityRequest request)
    {
        var (run, activities) = Find(
            request.Namespace, request.Execution,
            ActivityTarget.Of(request.HasId, request.Id, request.HasType, request.Type, request.MatchAll));
        foreach (var activity in activities)
        {
            if (request.RestoreOriginalOptions)
            {
                Change(run, activity, ActivityChanges.Restore(activity, Scheduled(run, activity)));
            }

            core.Activities.Reset(
                run, activity, request.ResetHeartbeat, request.KeepPaused, Jitter(request.Jitter.Read()));
        }

        core.Transactions.Close(run);
        return new ResetActivityResponse();
    }

    public UpdateActivityOptionsResponse UpdateOptions(UpdateActivityOptionsRequest request)
    {
        var target = ActivityTarget.Of(
            request.HasId, request.Id, request.HasType, request.Type, request.MatchAll);
        Check(request);
        var (run, activities) = Find(request.Namespace, request.Execution, target);
        var changed = activities.Select(activity => (Activity: activity, Wanted: request.RestoreOriginal
            ? ActivityChanges.Restore(activity, Scheduled(run, activity))
            : ActivityChanges.Merge(
                activity, request.ActivityOptions, request.UpdateMask.Paths,
                run.State.Started.WorkflowRunTimeout.Read()))).ToList();
        foreach (var (activity, wanted) in changed)
        {
            Change(run, activity, wanted);
        }

        core.Transactions.Close(run);
        return new UpdateActivityOptionsResponse { ActivityOptions = Shown(activities[^1], request.RestoreOriginal) };
    }

    private static void Check(UpdateActivityOptionsRequest request)
    {
        var fault = request switch
        {
            { RestoreOriginal: true, UpdateMask: not null } => "Both UpdateMask and RestoreOriginal are provided.",
            { RestoreOriginal: true } => null,
            { ActivityOptions: null } => "ActivityOptions are not provided.",
            { UpdateMask: null } => "UpdateMask is not provided.",
            _ => null,
        };
        if (fault is not null)
        {
            throw RpcError.InvalidArgument(fault);
        }
    }

    // As officially: restored options do not say of which kind their queue is.
    private static ActivityOptions Shown(ActivityState activity, bool isRestored) =>
        ActivityChanges.Shown(activity, new TaskQueue
        {
            Name = activity.TaskQueue,
            Kind = isRestored ? TaskQueueKind.Unspecified : TaskQueueKind.Normal,
        }).Clone();

    private static TimeSpan Jitter(TimeSpan wanted) => wanted >= TimeSpan.Zero
        ? wanted
        : throw RpcError.InvalidArgument("Jitter is negative.");

    private void Change(Run run, ActivityState activity, ActivityState wanted) =>
        core.Activities.ChangeOptions(run, activity, changed =>
        {
            changed.TaskQueue = wanted.TaskQueue;
            changed.ScheduleToCloseTimeout = wanted.ScheduleToCloseTimeout;
            changed.ScheduleToStartTimeout = wanted.ScheduleToStartTimeout;
            changed.StartToCloseTimeout = wanted.StartToCloseTimeout;
            changed.HeartbeatTimeout = wanted.HeartbeatTimeout;
            changed.ExpirationTime = wanted.ExpirationTime;
            changed.RetryPolicy = wanted.RetryPolicy;
        });

    private ActivityTaskScheduledEventAttributes Scheduled(Run run, ActivityState activity) =>
        core.Histories.Read(run.Key.RunId, activity.ScheduledEventId, activity.ScheduledEventId)[0]
            .ActivityTaskScheduledEventAttributes;

    private (Run Run, IReadOnlyList<ActivityState> Activities) Find(
        string namespaceName, WorkflowExecution? execution, ActivityTarget target)
    {
        var owner = core.Catalog.GetNamespace(namespaceName);
        var run = core.Runs.Resolve(owner.Id, execution);
        if (!run.IsOpen)
        {
            throw RpcError.NotFound("workflow execution already completed");
        }

        var found = run.State.Activities.Values.Where(target.Means).ToList();
        return found.Count > 0
            ? (run, found)
            : throw RpcError.NotFound(
                "Can't find pending activity with such ID. Invalid activityID or activity already completed");
    }
}
