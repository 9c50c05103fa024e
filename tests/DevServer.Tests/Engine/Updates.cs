using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Protocol.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Engine;

/// <summary>What a worker says about updates.</summary>
internal static class Updates
{
    public static void Accept(RespondWorkflowTaskCompletedRequest request, Message message) => Accept(
        request, message.ProtocolInstanceId, message.EventId, message.Body.Unpack<Request>());

    /// <summary>Without a request: the update stands in history.</summary>
    public static void Accept(
        RespondWorkflowTaskCompletedRequest request, string updateId, long sequencingId, Request? accepted = null) => Add(
        request, updateId, "accept", Any.Pack(new Acceptance
        {
            AcceptedRequestMessageId = $"{updateId}/request",
            AcceptedRequestSequencingEventId = sequencingId,
            AcceptedRequest = accepted,
        }));

    public static void Complete(RespondWorkflowTaskCompletedRequest request, string updateId) => Add(
        request, updateId, "complete", Any.Pack(new Response
        {
            Meta = new() { UpdateId = updateId, Identity = "worker" },
            Outcome = new() { Success = Make.Text("outcome") },
        }));

    public static void Reject(RespondWorkflowTaskCompletedRequest request, string updateId) =>
        request.Messages.Add(new Message
        {
            Id = $"{updateId}/reject",
            ProtocolInstanceId = updateId,
            Body = Any.Pack(new Rejection
            {
                RejectedRequestMessageId = $"{updateId}/request",
                RejectedRequest = new() { Meta = new() { UpdateId = updateId } },
                Failure = Make.Broken("rejected"),
            }),
        });

    public static RespondWorkflowTaskCompletedResponse AcceptAndComplete(
        this EngineBench bench, PollWorkflowTaskQueueResponse task) => bench.CompleteWith(task, request =>
    {
        foreach (var message in task.Messages)
        {
            Accept(request, message);
            Complete(request, message.ProtocolInstanceId);
        }
    });

    public static RespondWorkflowTaskCompletedResponse Accept(
        this EngineBench bench, PollWorkflowTaskQueueResponse task) => bench.CompleteWith(task, request =>
    {
        foreach (var message in task.Messages)
        {
            Accept(request, message);
        }
    });

    public static RespondWorkflowTaskCompletedResponse Reject(
        this EngineBench bench, PollWorkflowTaskQueueResponse task) => bench.CompleteWith(task, request =>
    {
        foreach (var message in task.Messages)
        {
            Reject(request, message.ProtocolInstanceId);
        }
    });

    private static void Add(RespondWorkflowTaskCompletedRequest request, string updateId, string suffix, Any body)
    {
        request.Messages.Add(new Message { Id = $"{updateId}/{suffix}", ProtocolInstanceId = updateId, Body = body });
        request.Commands.Add(new Command
        {
            CommandType = CommandType.ProtocolMessage,
            ProtocolMessageCommandAttributes = new() { MessageId = $"{updateId}/{suffix}" },
        });
    }
}
