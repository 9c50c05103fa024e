using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// The bytes of a <c>google.rpc.Status</c> (code = 1, message = 2, details = 3), which carries the typed detail of a
/// refusal.
/// </summary>
internal static class RpcStatus
{
    private const int CodeField = 1;
    private const int MessageField = 2;
    private const int DetailsField = 3;

    public static byte[] Encode(GrpcStatusCode code, string message, IMessage detail)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
        {
            output.WriteTag(CodeField, WireFormat.WireType.Varint);
            output.WriteInt32((int)code);
            output.WriteTag(MessageField, WireFormat.WireType.LengthDelimited);
            output.WriteString(message);
            output.WriteTag(DetailsField, WireFormat.WireType.LengthDelimited);
            output.WriteMessage(Any.Pack(detail));
        }

        return stream.ToArray();
    }
}
