using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// DescribeWorkflowExecution: the run and all that it waits for; a closed run shows what it waited for at its close.
/// </summary>
internal sealed class Describer(EngineCore core)
{
    public DescribeWorkflowExecutionResponse Describe(DescribeWorkflowExecutionRequest request)
    {
        var owner = core.Catalog.GetNamespace(request.Namespace);
        var state = core.Runs.Resolve(owner.Id, request.Execution).State.Clone();
        return new DescribeWorkflowExecutionResponse
        {
            ExecutionConfig = new WorkflowExecutionConfig
            {
                TaskQueue = state.Started.TaskQueue,
                WorkflowExecutionTimeout = state.Started.WorkflowExecutionTimeout,
                WorkflowRunTimeout = state.Started.WorkflowRunTimeout,
                DefaultWorkflowTaskTimeout = state.Started.WorkflowTaskTimeout,
                UserMetadata = state.UserMetadata,
            },
            WorkflowExecutionInfo = ExecutionInfos.ForDescribe(state),
            PendingActivities = { state.Activities.Values.Select(activity => Pending(activity, core.Now)) },
            PendingChildren = { state.Children.Values.Select(Pending) },
            PendingWorkflowTask = Pending(state.WorkflowTask),
            WorkflowExtendedInfo = Extended(state),
        };
    }

    private static PendingWorkflowTaskInfo? Pending(WorkflowTaskState? task) => task is null
        ? null
        : new PendingWorkflowTaskInfo
        {
            State = task.StartedTime is null ? PendingWorkflowTaskState.Scheduled : PendingWorkflowTaskState.Started,
            ScheduledTime = task.ScheduledTime,
            OriginalScheduledTime = task.OriginalScheduledTime,
            StartedTime = task.StartedTime,
            Attempt = task.Attempt,
        };

    private static PendingChildExecutionInfo Pending(ChildState child) => new()
    {
        WorkflowId = child.WorkflowId,
        RunId = child.RunId,
        WorkflowTypeName = child.WorkflowType.Name,
        InitiatedId = child.InitiatedEventId,
        ParentClosePolicy = child.ParentClosePolicy,
    };

    private static PendingActivityInfo Pending(ActivityState activity, DateTimeOffset now)
    {
        var isStarted = activity.StartedTime is not null;
        var isBackingOff = !isStarted && activity.ScheduledTime.ToDateTimeOffset() > now;
        var interval = isBackingOff && activity.RetryInterval is { } present
            ? present
            : RetryRules.Backoff(activity.RetryPolicy, activity.Attempt).ToSpan();
        return new PendingActivityInfo
        {
            ActivityId = activity.ActivityId,
            ActivityType = activity.ActivityType,
            State = ShownState(activity),
            HeartbeatDetails = activity.HeartbeatDetails,
            LastHeartbeatTime = activity.LastHeartbeatTime,
            LastStartedTime = activity.StartedTime,
            Attempt = activity.Attempt,
            MaximumAttempts = activity.RetryPolicy.MaximumAttempts,
            ScheduledTime = activity.ScheduledTime,
            ExpirationTime = activity.ExpirationTime,
            LastFailure = activity.LastFailure,
            LastWorkerIdentity = activity.Identity,
            CurrentRetryInterval = isStarted ? null : interval,
            LastAttemptCompleteTime = activity.LastAttemptCompleteTime,
            NextAttemptScheduleTime = isBackingOff ? activity.ScheduledTime : null,
            Paused = activity.PauseInfo is not null,
            PauseInfo = activity.PauseInfo,
            Priority = activity.Priority,
            ActivityOptions = ActivityChanges.Shown(
                activity, new TaskQueue { Name = activity.TaskQueue, NormalName = activity.TaskQueue }),
        };
    }

    private static PendingActivityState ShownState(ActivityState activity) =>
        (ActivityMachine.Of(activity), activity.CancelRequestedEventId) switch
        {
            (_, > 0) => PendingActivityState.CancelRequested,
            (ActivityStatus.Started, _) => PendingActivityState.Started,
            (ActivityStatus.Paused, _) => PendingActivityState.Paused,
            (ActivityStatus.PauseRequested, _) => PendingActivityState.PauseRequested,
            _ => PendingActivityState.Scheduled,
        };

    private static WorkflowExecutionExtendedInfo Extended(RunState state)
    {
        var info = new WorkflowExecutionExtendedInfo
        {
            ExecutionExpirationTime = state.ExecutionExpirationTime,
            RunExpirationTime = state.RunExpirationTime,
            CancelRequested = state.CancelRequested,
            LastResetTime = state.LastResetTime,
            OriginalStartTime = state.OriginalStartTime,
            ResetRunId = state.ResetRunId,
        };
        if (state.StartRequestId.Length > 0)
        {
            info.RequestIdInfos[state.StartRequestId] =
                new RequestIdInfo { EventType = EventType.WorkflowExecutionStarted, EventId = 1 };
        }

        return info;
    }
}
