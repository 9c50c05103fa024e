using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Api.WorkflowService.V1;

namespace Conformance.Tests.Differential;

/// <summary>What a worker says about updates, put into a completion.</summary>
internal static class UpdateAnswers
{
    public static void Accept(RespondWorkflowTaskCompletedRequest request, Message update) => Say(
        request, update.ProtocolInstanceId, "accept", new Acceptance
        {
            AcceptedRequestMessageId = update.Id,
            AcceptedRequestSequencingEventId = update.EventId,
            AcceptedRequest = update.Body.Unpack<Request>(),
        });

    public static void Reject(RespondWorkflowTaskCompletedRequest request, Message update) => request.Messages.Add(new Message
    {
        Id = $"{update.ProtocolInstanceId}/reject",
        ProtocolInstanceId = update.ProtocolInstanceId,
        Body = Any.Pack(new Rejection
        {
            RejectedRequestMessageId = update.Id,
            RejectedRequestSequencingEventId = update.EventId,
            RejectedRequest = update.Body.Unpack<Request>(),
            Failure = new() { Message = "no", ApplicationFailureInfo = new() { Type = "No" } },
        }),
    });

    public static void Complete(RespondWorkflowTaskCompletedRequest request, string updateId) => Say(
        request, updateId, "complete", new Response
        {
            Meta = new() { UpdateId = updateId, Identity = Player.Identity },
            Outcome = new() { Success = Values.Arguments("done") },
        });

    private static void Say(
        RespondWorkflowTaskCompletedRequest request, string updateId, string what, Google.Protobuf.IMessage body)
    {
        var id = $"{updateId}/{what}";
        request.Messages.Add(new Message { Id = id, ProtocolInstanceId = updateId, Body = Any.Pack(body) });
        request.Commands.Add(new Command
        {
            CommandType = CommandType.ProtocolMessage,
            ProtocolMessageCommandAttributes = new() { MessageId = id },
        });
    }
}
