using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>Says that another workflow is to be signalled; how that went shows at the end of the turn.</summary>
internal sealed class SignalExternalCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame = WorkflowTaskFailedCause.BadSignalWorkflowExecutionAttributes;

    public void Apply(CommandContext context, Command command)
    {
        var wanted = command.SignalExternalWorkflowExecutionCommandAttributes;
        context.CheckOwnNamespace(WorkerStamps.TargetNamespace(wanted));
        CommandContext.CheckId(wanted.Execution?.WorkflowId ?? string.Empty, Blame, "WorkflowId");
        CommandContext.CheckRunId(wanted.Execution!.RunId, Blame);
        CommandContext.CheckId(wanted.SignalName, Blame, "SignalName");
        CommandContext.CheckSize(wanted.Input, Blame, "SignalExternalWorkflowExecution input");
        context.CheckPending(
            EventType.SignalExternalWorkflowExecutionInitiated,
            Limits.PendingExternalSignals,
            WorkflowTaskFailedCause.PendingSignalsLimitExceeded);
        var attributes = new SignalExternalWorkflowExecutionInitiatedEventAttributes
        {
            WorkflowTaskCompletedEventId = context.CompletedEventId,
            Namespace = WorkerStamps.TargetNamespace(wanted),
            NamespaceId = context.State.NamespaceId,
            WorkflowExecution = wanted.Execution,
            SignalName = wanted.SignalName,
            Input = wanted.Input,
            ChildWorkflowOnly = wanted.ChildWorkflowOnly,
            Header = wanted.Header,
        };
        var initiated = context.Write(command, new HistoryEvent
        {
            EventType = EventType.SignalExternalWorkflowExecutionInitiated,
            SignalExternalWorkflowExecutionInitiatedEventAttributes = attributes,
        });
        context.AfterCommands.Add(() => context.Core.Externals.Signal(context.Run, initiated.EventId, attributes));
    }
}
