using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>Both directions of a streaming call: messages in one by one, messages out as they are written.</summary>
internal sealed class GrpcStream(HttpContext context)
{
    /// <summary>The next message; null when the caller has sent its last.</summary>
    /// <exception cref="GrpcFrameException">Too large, cut short, or of an unknown compression.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync()
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (Take(read.Buffer) is { } frame)
            {
                reader.AdvanceTo(read.Buffer.GetPosition(frame.Length));
                return GrpcFrame.Read(
                    frame, context.Request.Headers[GrpcHeaders.Encoding], GrpcLimits.MaxRequestBytes);
            }

            if (read.IsCompleted)
            {
                var isEnd = read.Buffer.IsEmpty;
                reader.AdvanceTo(read.Buffer.End);
                return isEnd
                    ? null
                    : throw new GrpcFrameException(GrpcStatusCode.Internal, "grpc: the last message is cut short");
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <exception cref="GrpcFrameException">There is none, or it is damaged.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadOnlyOneAsync() => await ReadAsync() ??
        throw new GrpcFrameException(GrpcStatusCode.Internal, "grpc: the request has no message");

    public async Task WriteAsync(IMessage message)
    {
        GrpcReply.BeginStream(context);
        await context.Response.BodyWriter.WriteAsync(GrpcFrame.Write(message), context.RequestAborted);
    }

    private static byte[]? Take(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < GrpcFrame.PrefixLength)
        {
            return null;
        }

        Span<byte> prefix = stackalloc byte[GrpcFrame.PrefixLength];
        buffer.Slice(0, GrpcFrame.PrefixLength).CopyTo(prefix);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (length > GrpcLimits.MaxRequestBytes)
        {
            throw GrpcFrameException.TooLarge(length, GrpcLimits.MaxRequestBytes);
        }

        var whole = GrpcFrame.PrefixLength + (long)length;
        return buffer.Length < whole ? null : buffer.Slice(0, whole).ToArray();
    }
}
