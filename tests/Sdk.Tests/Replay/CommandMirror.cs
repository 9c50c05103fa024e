using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;

namespace Sdk.Tests.Replay;

/// <summary>Writes the event that a server writes for a command.</summary>
internal static class CommandMirror
{
    public static void Append(HistoryBuilder history, Command command, IReadOnlyList<Message> messages)
    {
        switch (command.CommandType)
        {
            case CommandType.StartTimer:
                history.TimerStarted(command.StartTimerCommandAttributes.TimerId);
                break;
            case CommandType.CancelTimer:
                history.TimerCanceled(command.CancelTimerCommandAttributes.TimerId);
                break;
            case CommandType.ScheduleActivityTask:
                var activity = command.ScheduleActivityTaskCommandAttributes;
                history.ActivityScheduled(activity.ActivityId, activity.ActivityType.Name);
                break;
            case CommandType.RequestCancelActivityTask:
                var scheduled = history.Events[(int)command.RequestCancelActivityTaskCommandAttributes.ScheduledEventId - 1];
                history.ActivityCancelRequested(scheduled.ActivityTaskScheduledEventAttributes.ActivityId);
                break;
            case CommandType.CompleteWorkflowExecution:
                history.Completed(command.CompleteWorkflowExecutionCommandAttributes.Result);
                break;
            case CommandType.FailWorkflowExecution:
                history.Failed(command.FailWorkflowExecutionCommandAttributes.Failure);
                break;
            case CommandType.CancelWorkflowExecution:
                history.Canceled();
                break;
            case CommandType.ContinueAsNewWorkflowExecution:
                history.ContinuedAsNew();
                break;
            case CommandType.RecordMarker:
                history.Marker(command.RecordMarkerCommandAttributes);
                break;
            case CommandType.UpsertWorkflowSearchAttributes:
                history.Upserted(command.UpsertWorkflowSearchAttributesCommandAttributes.SearchAttributes);
                break;
            case CommandType.ModifyWorkflowProperties:
                history.MemoModified(command.ModifyWorkflowPropertiesCommandAttributes.UpsertedMemo);
                break;
            case CommandType.StartChildWorkflowExecution:
                var child = command.StartChildWorkflowExecutionCommandAttributes;
                history.ChildInitiated(child.WorkflowId, child.WorkflowType.Name);
                break;
            case CommandType.SignalExternalWorkflowExecution:
                history.SignalInitiated(command.SignalExternalWorkflowExecutionCommandAttributes.SignalName);
                break;
            case CommandType.RequestCancelExternalWorkflowExecution:
                history.CancelInitiated(command.RequestCancelExternalWorkflowExecutionCommandAttributes.WorkflowId);
                break;
            case CommandType.ProtocolMessage:
                AppendMessage(history, messages.Single(m => m.Id == command.ProtocolMessageCommandAttributes.MessageId));
                break;
            default:
                throw new InvalidOperationException($"No event for {command.CommandType}");
        }
    }

    private static void AppendMessage(HistoryBuilder history, Message message)
    {
        if (message.Body.TryUnpack<Acceptance>(out var acceptance))
        {
            history.Add(EventType.WorkflowExecutionUpdateAccepted, e => e.WorkflowExecutionUpdateAcceptedEventAttributes = new()
            {
                ProtocolInstanceId = message.ProtocolInstanceId,
                AcceptedRequestMessageId = acceptance.AcceptedRequestMessageId,
                AcceptedRequestSequencingEventId = acceptance.AcceptedRequestSequencingEventId,
                AcceptedRequest = acceptance.AcceptedRequest,
            });
        }
        else
        {
            var response = message.Body.Unpack<Response>();
            history.Add(EventType.WorkflowExecutionUpdateCompleted, e => e.WorkflowExecutionUpdateCompletedEventAttributes = new()
            {
                Meta = response.Meta,
                Outcome = response.Outcome,
            });
        }
    }
}
