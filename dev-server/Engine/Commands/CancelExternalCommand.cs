using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>Says that another workflow is to be cancelled; how that went shows at the end of the turn.</summary>
internal sealed class CancelExternalCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame =
        WorkflowTaskFailedCause.BadRequestCancelExternalWorkflowExecutionAttributes;

    public void Apply(CommandContext context, Command command)
    {
        var wanted = command.RequestCancelExternalWorkflowExecutionCommandAttributes;
        context.CheckOwnNamespace(WorkerStamps.TargetNamespace(wanted));
        CommandContext.CheckId(wanted.WorkflowId, Blame, "WorkflowId");
        CommandContext.CheckRunId(wanted.RunId, Blame);
        if (context.State.Children.Values.Any(
            child => child.WorkflowId == wanted.WorkflowId && child.RunId.Length == 0))
        {
            throw new CommandRejectedException(
                Blame, "A child cannot be started and cancelled in the same workflow task.");
        }

        context.CheckPending(
            EventType.RequestCancelExternalWorkflowExecutionInitiated,
            Limits.PendingExternalCancels,
            WorkflowTaskFailedCause.PendingRequestCancelLimitExceeded);
        var attributes = new RequestCancelExternalWorkflowExecutionInitiatedEventAttributes
        {
            WorkflowTaskCompletedEventId = context.CompletedEventId,
            Namespace = WorkerStamps.TargetNamespace(wanted),
            NamespaceId = context.State.NamespaceId,
            WorkflowExecution = new WorkflowExecution { WorkflowId = wanted.WorkflowId, RunId = wanted.RunId },
            ChildWorkflowOnly = wanted.ChildWorkflowOnly,
            Reason = wanted.Reason,
        };
        var initiated = context.Write(command, new HistoryEvent
        {
            EventType = EventType.RequestCancelExternalWorkflowExecutionInitiated,
            RequestCancelExternalWorkflowExecutionInitiatedEventAttributes = attributes,
        });
        context.AfterCommands.Add(() => context.Core.Externals.Cancel(context.Run, initiated.EventId, attributes));
    }
}
