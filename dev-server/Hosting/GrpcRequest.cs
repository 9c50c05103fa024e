using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Temporalio.Protocol.Grpc;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>Reads the one message of a unary request.</summary>
internal static class GrpcRequest
{
    /// <exception cref="GrpcFrameException">Too large, damaged, or of an unknown compression.</exception>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken aborted)
    {
        var body = await ReadBodyAsync(request.BodyReader, aborted);
        return GrpcFrame.Read(body, request.Headers[GrpcHeaders.Encoding], GrpcLimits.MaxRequestBytes)
            ?? throw new GrpcFrameException(GrpcStatusCode.Internal, "grpc: the request has no message");
    }

    private static async ValueTask<byte[]> ReadBodyAsync(PipeReader reader, CancellationToken aborted)
    {
        while (true)
        {
            var read = await reader.ReadAsync(aborted);
            RefuseTooLarge(read.Buffer);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>
    /// The prefix tells the size at once: the rest of an oversized message is never read into memory.
    /// </summary>
    private static void RefuseTooLarge(ReadOnlySequence<byte> buffer)
    {
        if (buffer.Length < GrpcFrame.PrefixLength)
        {
            return;
        }

        Span<byte> prefix = stackalloc byte[GrpcFrame.PrefixLength];
        buffer.Slice(0, GrpcFrame.PrefixLength).CopyTo(prefix);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (length > GrpcLimits.MaxRequestBytes || buffer.Length > GrpcLimits.MaxRequestBytes + GrpcFrame.PrefixLength)
        {
            throw GrpcFrameException.TooLarge(
                Math.Max(length, buffer.Length - GrpcFrame.PrefixLength), GrpcLimits.MaxRequestBytes);
        }
    }
}
