using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.History.V1;

namespace DirectedExecution.DevServer.Engine.Commands;

internal sealed class RecordMarkerCommand : ICommandHandler
{
    private const WorkflowTaskFailedCause Blame = WorkflowTaskFailedCause.BadRecordMarkerAttributes;

    public void Apply(CommandContext context, Command command)
    {
        var wanted = command.RecordMarkerCommandAttributes;
        CommandContext.CheckId(wanted.MarkerName, Blame, "MarkerName");
        CommandContext.CheckSize(wanted, Blame, "RecordMarkerCommandAttributes.Details");
        var attributes = new MarkerRecordedEventAttributes
        {
            MarkerName = wanted.MarkerName,
            WorkflowTaskCompletedEventId = context.CompletedEventId,
            Header = wanted.Header,
            Failure = wanted.Failure,
        };
        attributes.Details.Add(wanted.Details);
        context.Write(command, new HistoryEvent
        {
            EventType = EventType.MarkerRecorded,
            MarkerRecordedEventAttributes = attributes,
        });
    }
}
