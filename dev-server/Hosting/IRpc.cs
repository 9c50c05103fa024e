using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>One unary method as the host sees it.</summary>
internal interface IRpc
{
    /// <summary>The HTTP path: <c>/package.Service/Method</c>.</summary>
    string Path { get; }

    /// <summary>The message that it takes; null when it is not even read.</summary>
    MessageDescriptor? RequestType => null;

    /// <summary>Reads the request, does the work, gives the reply.</summary>
    /// <exception cref="Engine.RpcError">An expected refusal.</exception>
    /// <exception cref="InvalidProtocolBufferException">The request is not a message of the method's type.</exception>
    Task<IMessage> InvokeAsync(ReadOnlyMemory<byte> request, RpcCall call);
}
