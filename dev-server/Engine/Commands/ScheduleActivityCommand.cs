using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.TaskQueue.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

internal sealed class ScheduleActivityCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame = WorkflowTaskFailedCause.BadScheduleActivityAttributes;

    public void Apply(CommandContext context, Command command)
    {
        var wanted = command.ScheduleActivityTaskCommandAttributes;
        Check(context, wanted);
        var attributes = new ActivityTaskScheduledEventAttributes
        {
            ActivityId = wanted.ActivityId,
            ActivityType = wanted.ActivityType,
            TaskQueue = new TaskQueue { Name = wanted.TaskQueue.Name, Kind = TaskQueueKind.Normal },
            Header = wanted.Header,
            Input = wanted.Input,
            HeartbeatTimeout = wanted.HeartbeatTimeout,
            WorkflowTaskCompletedEventId = context.CompletedEventId,
            RetryPolicy = RetryRules.Complete(wanted.RetryPolicy),
            Priority = wanted.Priority,
        };
        WorkerStamps.SetUseWorkflowBuildId(attributes, wanted.UseWorkflowBuildId);
        DeriveTimeouts(context.State, wanted, attributes);
        var scheduled = context.Write(command, new HistoryEvent
        {
            EventType = EventType.ActivityTaskScheduled,
            ActivityTaskScheduledEventAttributes = attributes,
        });
        context.State.Activities[scheduled.EventId] = NewState(context.Core.Now, scheduled.EventId, attributes);
    }

    private static void Check(CommandContext context, ScheduleActivityTaskCommandAttributes wanted)
    {
        CommandContext.CheckId(wanted.ActivityId, Blame, "ActivityId");
        CommandContext.CheckId(wanted.ActivityType?.Name ?? string.Empty, Blame, "ActivityType");
        CommandContext.CheckId(wanted.TaskQueue?.Name ?? string.Empty, Blame, "TaskQueue");
        CommandContext.CheckSize(wanted.Input, Blame, "ScheduleActivityTaskCommandAttributes.Input");
        CommandContext.CheckPriority(wanted.Priority, Blame);
        if (RetryRules.Fault(wanted.RetryPolicy) is { } fault)
        {
            throw new CommandRejectedException(Blame, fault);
        }

        if (context.State.Activities.Values.Any(activity => activity.ActivityId == wanted.ActivityId))
        {
            throw new CommandRejectedException(
                WorkflowTaskFailedCause.ScheduleActivityDuplicateId,
                $"Activity id {wanted.ActivityId} is already pending.");
        }

        if (context.State.Activities.Count >= Limits.PendingActivities)
        {
            throw new CommandRejectedException(
                WorkflowTaskFailedCause.PendingActivitiesLimitExceeded,
                $"There are {Limits.PendingActivities} pending activities already.");
        }
    }

    private static void DeriveTimeouts(
        RunState state, ScheduleActivityTaskCommandAttributes wanted, ActivityTaskScheduledEventAttributes attributes)
    {
        var given = new ActivityTimeouts(
            wanted.ScheduleToCloseTimeout.Read(), wanted.ScheduleToStartTimeout.Read(),
            wanted.StartToCloseTimeout.Read(), wanted.HeartbeatTimeout.Read());
        if (given.Fault is { } fault)
        {
            throw new CommandRejectedException(Blame, fault);
        }

        var derived = given.Complete(state.Started.WorkflowRunTimeout.Read());
        attributes.ScheduleToCloseTimeout = derived.Whole.ToSpan();
        attributes.ScheduleToStartTimeout = derived.Queued.ToSpan();
        attributes.StartToCloseTimeout = derived.Running.ToSpan();
        attributes.HeartbeatTimeout = derived.Heartbeat.ToSpan();
    }

    public static ActivityState NewState(
        DateTimeOffset now, long eventId, ActivityTaskScheduledEventAttributes attributes)
    {
        var whole = attributes.ScheduleToCloseTimeout.Read();
        return new ActivityState
        {
            ScheduledEventId = eventId,
            ActivityId = attributes.ActivityId,
            ActivityType = attributes.ActivityType,
            TaskQueue = attributes.TaskQueue.Name,
            ScheduleToCloseTimeout = attributes.ScheduleToCloseTimeout,
            ScheduleToStartTimeout = attributes.ScheduleToStartTimeout,
            StartToCloseTimeout = attributes.StartToCloseTimeout,
            HeartbeatTimeout = attributes.HeartbeatTimeout,
            RetryPolicy = attributes.RetryPolicy,
            Priority = attributes.Priority,
            Attempt = 1,
            FirstScheduledTime = now.ToStamp(),
            ScheduledTime = now.ToStamp(),
            ExpirationTime = whole > TimeSpan.Zero ? (now + whole).ToStamp() : null,
        };
    }
}
