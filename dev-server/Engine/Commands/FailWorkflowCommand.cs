using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>
/// The run fails; with a retry policy that allows it or a cron schedule, the next run of the chain begins.
/// </summary>
internal sealed class FailWorkflowCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame = WorkflowTaskFailedCause.BadFailWorkflowExecutionAttributes;

    public void Apply(CommandContext context, Command command)
    {
        context.CheckNothingUnseen();
        var failure = command.FailWorkflowExecutionCommandAttributes.Failure ??
            throw new CommandRejectedException(Blame, "Failure is not set on command.");
        CommandContext.CheckSize(failure, Blame, "FailWorkflowExecution failure");
        var decision = context.Core.Chains.DecideRetry(context.State, failure);
        var next = context.Core.Chains.NextAfterFailure(context.State, decision);
        context.Write(command, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionFailed,
            WorkflowExecutionFailedEventAttributes = new WorkflowExecutionFailedEventAttributes
            {
                Failure = failure,
                RetryState = decision.State,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                NewExecutionRunId = next?.RunId ?? string.Empty,
            },
        });
        context.Core.Chains.MarkClosed(context.Run, WorkflowExecutionStatus.Failed, next is not null);
        context.Core.Chains.StartNext(context.Run, next, failure);
    }
}
