using Google.Protobuf;

namespace DirectedExecution.DevServer.Api;

/// <summary>A method of the OperatorService.</summary>
internal abstract class OperatorRpc<TRequest, TReply>(ApiContext context, MessageParser<TRequest> parser)
    : ApiRpc<TRequest, TReply>(context, ServiceNames.Operator, parser)
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>;
