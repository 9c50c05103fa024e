using DirectedExecution.DevServer.Engine.Cron;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;
using Temporalio.Api.TaskQueue.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

/// <summary>
/// The run ends and its successor gets exactly what the command gives; empty type, queue and timeouts fall back.
/// </summary>
internal sealed class ContinueAsNewCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame = WorkflowTaskFailedCause.BadContinueAsNewAttributes;

    public void Apply(CommandContext context, Command command)
    {
        context.CheckNothingUnseen();
        var wanted = command.ContinueAsNewWorkflowExecutionCommandAttributes;
        Check(context, wanted);
        var old = context.State.Started;
        var attributes = new WorkflowExecutionContinuedAsNewEventAttributes
        {
            NewExecutionRunId = context.Core.Ids.NewId(),
            WorkflowType = wanted.WorkflowType is { Name.Length: > 0 } type ? type : old.WorkflowType,
            TaskQueue = wanted.TaskQueue is { Name.Length: > 0 } queue
                ? new TaskQueue { Name = queue.Name, Kind = TaskQueueKind.Normal }
                : old.TaskQueue,
            Input = wanted.Input,
            WorkflowRunTimeout = Chosen(wanted.WorkflowRunTimeout.Read(), old.WorkflowRunTimeout.Read()).ToSpan(),
            WorkflowTaskTimeout = Chosen(wanted.WorkflowTaskTimeout.Read(), old.WorkflowTaskTimeout.Read()).ToSpan(),
            WorkflowTaskCompletedEventId = context.CompletedEventId,
            BackoffStartInterval = wanted.BackoffStartInterval,
            Initiator = wanted.Initiator,
            LastCompletionResult = wanted.LastCompletionResult,
            Header = wanted.Header,
            Memo = wanted.Memo,
            SearchAttributes = wanted.SearchAttributes,
        };
        WorkerStamps.CopyInheritBuildId(wanted, attributes);
        context.Write(command, new HistoryEvent
        {
            EventType = EventType.WorkflowExecutionContinuedAsNew,
            WorkflowExecutionContinuedAsNewEventAttributes = attributes,
        });
        context.Core.Chains.MarkClosed(context.Run, WorkflowExecutionStatus.ContinuedAsNew, hasSuccessor: true);
        context.Core.Chains.StartContinued(context.Run, attributes, wanted);
    }

    private static void Check(CommandContext context, ContinueAsNewWorkflowExecutionCommandAttributes wanted)
    {
        CommandContext.CheckSize(wanted.Input, Blame, "ContinueAsNewWorkflowExecution input");
        CommandContext.CheckSize(wanted.Memo, Blame, "ContinueAsNewWorkflowExecution memo");
        var fault = RetryRules.Fault(wanted.RetryPolicy) ??
            CronRules.Fault(wanted.CronSchedule, context.Core.Now);
        if (fault is not null)
        {
            throw new CommandRejectedException(Blame, fault);
        }

        if (wanted.SearchAttributes is not null)
        {
            try
            {
                wanted.SearchAttributes = context.Core.Catalog.CheckSearchAttributes(
                    context.Run.Key.NamespaceId, wanted.SearchAttributes);
            }
            catch (RpcError refused)
            {
                throw new CommandRejectedException(WorkflowTaskFailedCause.BadSearchAttributes, refused.Message);
            }
        }
    }

    private static TimeSpan Chosen(TimeSpan given, TimeSpan inherited) => given > TimeSpan.Zero ? given : inherited;
}
