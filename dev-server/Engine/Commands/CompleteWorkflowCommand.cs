using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

internal sealed class CompleteWorkflowCommand : ICommandHandler
{
    public void Apply(CommandContext context, Command command)
    {
        context.CheckNothingUnseen();
        var result = command.CompleteWorkflowExecutionCommandAttributes.Result;
        CommandContext.CheckSize(
            result, WorkflowTaskFailedCause.BadCompleteWorkflowExecutionAttributes, "CompleteWorkflowExecution result");
        var next = context.Core.Chains.NextByCron(context.State);
        context.Write(command, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionCompleted,
            WorkflowExecutionCompletedEventAttributes = new WorkflowExecutionCompletedEventAttributes
            {
                Result = result,
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                NewExecutionRunId = next?.RunId ?? string.Empty,
            },
        });
        context.Core.Chains.MarkClosed(context.Run, WorkflowExecutionStatus.Completed, next is not null);
        context.Core.Chains.StartNext(context.Run, next, failure: null, result);
    }
}
