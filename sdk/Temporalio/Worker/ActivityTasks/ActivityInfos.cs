using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Activities;
using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Converters;
using Priority = Temporalio.Common.Priority;
using RetryPolicy = Temporalio.Common.RetryPolicy;

namespace Temporalio.Worker.ActivityTasks;

/// <summary>From a polled task to what the code gets to know.</summary>
internal static class ActivityInfos
{
    public static ActivityInfo FromTask(PollActivityTaskQueueResponse task, WorkerSetup setup)
    {
        // A task without a workflow comes from an activity that a client started by itself.
        var workflow = string.IsNullOrEmpty(task.WorkflowExecution?.WorkflowId) ? null : task.WorkflowExecution;
        var scheduled = TimeOf(task.ScheduledTime);
        return new(
            ActivityId: task.ActivityId,
            ActivityType: task.ActivityType?.Name ?? string.Empty,
            Attempt: task.Attempt,
            CurrentAttemptScheduledTime: task.CurrentAttemptScheduledTime == null
                ? scheduled
                : TimeOf(task.CurrentAttemptScheduledTime),
            DataConverter: setup.DataConverter.WithSerializationContext(new ISerializationContext.Activity(
                setup.Namespace,
                task.ActivityId,
                workflow?.WorkflowId,
                workflow == null ? null : task.WorkflowType?.Name,
                task.ActivityType?.Name,
                setup.TaskQueue,
                IsLocal: false)),
            HeartbeatDetails: task.HeartbeatDetails?.Payloads_ ?? new RepeatedField<Payload>(),
            HeartbeatTimeout: Set(task.HeartbeatTimeout),
            IsLocal: false,
            Namespace: setup.Namespace,
            Priority: Priority.FromProto(task.Priority),
            RetryPolicy: task.RetryPolicy == null ? null : RetryPolicy.FromProto(task.RetryPolicy),
            ScheduleToCloseTimeout: Set(task.ScheduleToCloseTimeout),
            ScheduledTime: scheduled,
            StartToCloseTimeout: Set(task.StartToCloseTimeout),
            StartedTime: TimeOf(task.StartedTime),
            TaskQueue: setup.TaskQueue,
            TaskToken: task.TaskToken.ToByteArray(),
            WorkflowId: workflow?.WorkflowId,
            WorkflowNamespace: workflow == null ? null : task.WorkflowNamespace,
            WorkflowRunId: workflow?.RunId,
            WorkflowType: workflow == null ? null : task.WorkflowType?.Name);
    }

    private static DateTime TimeOf(Timestamp? time) => time?.ToDateTime() ?? DateTime.UnixEpoch;

    // The server writes a timeout that is not set as zero.
    private static TimeSpan? Set(Duration? duration) =>
        duration is { } set && set.ToTimeSpan() > TimeSpan.Zero ? set.ToTimeSpan() : null;
}
