using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// A unary method. The class is named as the method; the path is made from that name. (No service descriptor is loaded:
/// building them costs more than the rest of the start. A test holds the classes against the descriptors.)
/// </summary>
internal abstract class Rpc<TRequest, TReply>(string service, MessageParser<TRequest> parser) : IRpc
    where TRequest : class, IMessage<TRequest>
    where TReply : class, IMessage<TReply>
{
    public string Path => $"/{service}/{GetType().Name}";

    public MessageDescriptor RequestType => parser.ParseFrom(ByteString.Empty).Descriptor;

    public async Task<IMessage> InvokeAsync(ReadOnlyMemory<byte> request, RpcCall call) =>
        await HandleAsync(parser.ParseFrom(request.Span), call);

    protected abstract Task<TReply> HandleAsync(TRequest request, RpcCall call);
}
