using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Visibility;
using Google.Protobuf;

namespace DirectedExecution.DevServer.Api;

/// <summary>A method with what it may reach; state only within a turn of the loop.</summary>
internal abstract class ApiRpc<TRequest, TReply>(
    ApiContext context, string service, MessageParser<TRequest> parser) : Rpc<TRequest, TReply>(service, parser)
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>
{
    protected WorkflowEngine Engine => context.State.Engine;

    protected Catalog Catalog => context.State.Catalog;

    protected VisibilityIndex Visibility => context.State.Visibility;

    protected TimeSkipping Skipping => context.State.Skipping;

    protected SerialLoop Loop => context.Loop;
}
