using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

internal sealed class ModifyPropertiesCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame = WorkflowTaskFailedCause.BadModifyWorkflowPropertiesAttributes;

    public void Apply(CommandContext context, Command command)
    {
        var memo = command.ModifyWorkflowPropertiesCommandAttributes.UpsertedMemo;
        if (memo is null || memo.Fields.Count == 0)
        {
            throw new CommandRejectedException(Blame, "UpsertedMemo is not set on command.");
        }

        PayloadMaps.MergeMemo(context.State.Memo.Fields, memo.Fields);
        CommandContext.CheckSize(context.State.Memo, Blame, "Memo");
        context.Run.IsVisibilityChanged = true;
        context.Write(command, new HistoryEvent
        {
            EventType = EventType.WorkflowPropertiesModified,
            WorkflowPropertiesModifiedEventAttributes = new WorkflowPropertiesModifiedEventAttributes
            {
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                UpsertedMemo = memo,
            },
        });
    }
}
