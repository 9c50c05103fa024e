using Google.Protobuf;

namespace DirectedExecution.DevServer.Api;

/// <summary>A method of the WorkflowService.</summary>
internal abstract class WorkflowRpc<TRequest, TReply>(ApiContext context, MessageParser<TRequest> parser)
    : ApiRpc<TRequest, TReply>(context, ServiceNames.Workflow, parser)
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>;
