using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Api.WorkflowService.V1;

namespace Conformance.Tests.Dialogue;

/// <summary>What a worker says about updates: each makes the completion of a task.</summary>
internal static class Say
{
    /// <summary>Accepts every update of the task.</summary>
    public static RespondWorkflowTaskCompletedRequest Accept(Conversation c, PollWorkflowTaskQueueResponse task)
    {
        var request = c.Completion(task);
        foreach (var message in task.Messages)
        {
            Add(request, message.ProtocolInstanceId, message.Id + "/accept", Any.Pack(new Acceptance
            {
                AcceptedRequestMessageId = message.Id,
                AcceptedRequestSequencingEventId = message.EventId,
                AcceptedRequest = message.Body.Unpack<Request>(),
            }));
        }

        return request;
    }

    /// <summary>Accepts and completes every update of the task.</summary>
    public static RespondWorkflowTaskCompletedRequest AcceptAndComplete(
        Conversation c, PollWorkflowTaskQueueResponse task)
    {
        var request = Accept(c, task);
        foreach (var message in task.Messages)
        {
            Complete(request, message.ProtocolInstanceId);
        }

        return request;
    }

    public static RespondWorkflowTaskCompletedRequest Complete(
        Conversation c, PollWorkflowTaskQueueResponse task, string updateId) =>
        Complete(c.Completion(task), updateId);

    /// <summary>Rejects every update of the task. Rejections are messages without a command.</summary>
    public static RespondWorkflowTaskCompletedRequest Reject(Conversation c, PollWorkflowTaskQueueResponse task)
    {
        var request = c.Completion(task);
        foreach (var message in task.Messages)
        {
            request.Messages.Add(new Message
            {
                Id = message.Id + "/reject",
                ProtocolInstanceId = message.ProtocolInstanceId,
                Body = Any.Pack(new Rejection
                {
                    RejectedRequestMessageId = message.Id,
                    RejectedRequestSequencingEventId = message.EventId,
                    RejectedRequest = message.Body.Unpack<Request>(),
                    Failure = new() { Message = "no", ApplicationFailureInfo = new() { Type = "No" } },
                }),
            });
        }

        return request;
    }

    public static Command Names(string messageId) => new()
    {
        CommandType = CommandType.ProtocolMessage,
        ProtocolMessageCommandAttributes = new() { MessageId = messageId },
    };

    private static RespondWorkflowTaskCompletedRequest Complete(
        RespondWorkflowTaskCompletedRequest request, string updateId)
    {
        Add(request, updateId, updateId + "/complete", Any.Pack(new Response
        {
            Meta = new() { UpdateId = updateId, Identity = "worker" },
            Outcome = new() { Success = Conversation.JsonArguments("\"done\"") },
        }));
        return request;
    }

    private static void Add(
        RespondWorkflowTaskCompletedRequest request, string updateId, string messageId, Any body)
    {
        request.Messages.Add(new Message { Id = messageId, ProtocolInstanceId = updateId, Body = body });
        request.Commands.Add(Names(messageId));
    }
}
