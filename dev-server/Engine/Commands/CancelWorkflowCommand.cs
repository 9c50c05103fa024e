using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

internal sealed class CancelWorkflowCommand : ICommandHandler
{
    public void Apply(CommandContext context, Command command)
    {
        context.CheckNothingUnseen();
        var details = command.CancelWorkflowExecutionCommandAttributes.Details;
        CommandContext.CheckSize(
            details, WorkflowTaskFailedCause.BadCancelWorkflowExecutionAttributes, "CancelWorkflowExecution details");
        context.Write(command, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionCanceled,
            WorkflowExecutionCanceledEventAttributes = new WorkflowExecutionCanceledEventAttributes
            {
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                Details = details,
            },
        });
        context.Core.Chains.MarkClosed(context.Run, WorkflowExecutionStatus.Canceled);
    }
}
