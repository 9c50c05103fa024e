using Google.Protobuf;

namespace DirectedExecution.DevServer.Api.Testing;

/// <summary>A method of the TestService, which only a server with time skipping has.</summary>
internal abstract class TestRpc<TRequest, TReply>(ApiContext context, MessageParser<TRequest> parser)
    : ApiRpc<TRequest, TReply>(context, ServiceNames.Test, parser)
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>;
