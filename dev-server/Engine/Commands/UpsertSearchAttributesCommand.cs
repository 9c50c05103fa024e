using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

internal sealed class UpsertSearchAttributesCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame = WorkflowTaskFailedCause.BadSearchAttributes;

    public void Apply(CommandContext context, Command command)
    {
        var wanted = command.UpsertWorkflowSearchAttributesCommandAttributes.SearchAttributes;
        if (wanted is null || wanted.IndexedFields.Count == 0)
        {
            throw new CommandRejectedException(Blame, "IndexedFields is not set on command.");
        }

        try
        {
            wanted = context.Core.Catalog.CheckSearchAttributes(context.Run.Key.NamespaceId, wanted);
        }
        catch (RpcError refused)
        {
            throw new CommandRejectedException(Blame, refused.Message);
        }

        PayloadMaps.MergeSearchAttributes(context.State.SearchAttributes.IndexedFields, wanted.IndexedFields);
        context.Run.IsVisibilityChanged = true;
        context.Write(command, new HistoryEvent
        {
            EventType = EventType.UpsertWorkflowSearchAttributes,
            UpsertWorkflowSearchAttributesEventAttributes = new UpsertWorkflowSearchAttributesEventAttributes
            {
                WorkflowTaskCompletedEventId = context.CompletedEventId,
                SearchAttributes = wanted,
            },
        });
    }
}
