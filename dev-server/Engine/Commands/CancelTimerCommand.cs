using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>
/// A timer that fired while the worker was busy is cancelled as if it had not: its event is taken out of the buffer.
/// </summary>
internal sealed class CancelTimerCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame = WorkflowTaskFailedCause.BadCancelTimerAttributes;

    public void Apply(CommandContext context, Command command)
    {
        var timerId = command.CancelTimerCommandAttributes.TimerId;
        CommandContext.CheckId(timerId, Blame, "TimerId");
        var startedId = Forget(context, timerId);
        context.Write(command, new HistoryEvent
        {
            EventType = EventType.TimerCanceled,
            TimerCanceledEventAttributes = new TimerCanceledEventAttributes
            {
                TimerId = timerId,
                StartedEventId = startedId,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                Identity = context.Identity,
            },
        });
    }

    private static long Forget(CommandContext context, string timerId)
    {
        if (context.State.Timers.TryGetValue(timerId, out var timer))
        {
            context.State.Timers.Remove(timerId);
            return timer.StartedEventId;
        }

        var fired = context.State.Buffer.FirstOrDefault(waiting =>
            waiting.EventType == EventType.TimerFired && waiting.TimerFiredEventAttributes.TimerId == timerId);
        if (fired is null)
        {
            throw new CommandRejectedException(Blame, $"There is no pending timer {timerId}.");
        }

        context.State.Buffer.Remove(fired);
        return fired.TimerFiredEventAttributes.StartedEventId;
    }
}
