using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>
/// An activity that nobody has taken is cancelled at once; a running one hears of it by its next heartbeat.
/// </summary>
internal sealed class RequestCancelActivityCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame = WorkflowTaskFailedCause.BadRequestCancelActivityAttributes;

    public void Apply(CommandContext context, Command command)
    {
        var scheduledId = command.RequestCancelActivityTaskCommandAttributes.ScheduledEventId;
        var isPending = context.State.Activities.TryGetValue(scheduledId, out var activity);
        if (!isPending && !context.State.Buffer.Any(waiting => EventFacts.EndedActivity(waiting) == scheduledId))
        {
            throw new CommandRejectedException(
                Blame, $"There is no pending activity scheduled by event {scheduledId}.");
        }

        if (activity is { CancelRequestedEventId: > 0 })
        {
            throw new CommandRejectedException(
                Blame, $"Cancellation of activity {activity.ActivityId} was requested before.");
        }

        var requested = context.Write(command, new HistoryEvent
        {
            EventType = EventType.ActivityTaskCancelRequested,
            ActivityTaskCancelRequestedEventAttributes = new ActivityTaskCancelRequestedEventAttributes
            {
                ScheduledEventId = scheduledId,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
            },
        });
        if (activity is null)
        {
            return;
        }

        activity.CancelRequestedEventId = requested.EventId;
        if (activity.StartedTime is null)
        {
            ActivityMachine.Check(activity, ActivityTrigger.CancelUnstarted);
            context.State.Activities.Remove(scheduledId);
            context.Late.Add(ActivityEvents.CanceledUnstarted(activity, context.Identity));
        }
    }
}
