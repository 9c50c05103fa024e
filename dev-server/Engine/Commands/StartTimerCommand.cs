using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

internal sealed class StartTimerCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame = WorkflowTaskFailedCause.BadStartTimerAttributes;

    public void Apply(CommandContext context, Command command)
    {
        var wanted = command.StartTimerCommandAttributes;
        CommandContext.CheckId(wanted.TimerId, Blame, "TimerId");
        var delay = wanted.StartToFireTimeout.Read();
        if (wanted.StartToFireTimeout is null || delay < TimeSpan.Zero)
        {
            throw new CommandRejectedException(Blame, "An invalid StartToFireTimeout is set on command.");
        }

        if (context.State.Timers.ContainsKey(wanted.TimerId))
        {
            throw new CommandRejectedException(
                WorkflowTaskFailedCause.StartTimerDuplicateId, $"Timer id {wanted.TimerId} is already pending.");
        }

        var started = context.Write(command, new HistoryEvent
        {
            EventType = EventType.TimerStarted,
            TimerStartedEventAttributes = new TimerStartedEventAttributes
            {
                TimerId = wanted.TimerId,
                StartToFireTimeout = wanted.StartToFireTimeout,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
            },
        });
        context.State.Timers[wanted.TimerId] = new TimerState
        {
            StartedEventId = started.EventId,
            FireTime = (context.Core.Now + delay).ToStamp(),
        };
    }
}
