using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Google.Protobuf;

namespace DirectedExecution.DevServer.Api;

/// <summary>A method of the OperatorService.</summary>
internal abstract class OperatorRpc<TRequest, TReply>(ApiContext context, MessageParser<TRequest> parser)
    : Rpc<TRequest, TReply>(ServiceNames.Operator, parser)
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>
{
    protected WorkflowEngine Engine => context.State.Engine;

    protected Catalog Catalog => context.State.Catalog;

    protected VisibilityIndex Visibility => context.State.Visibility;

    protected SerialLoop Loop => context.Loop;
}
