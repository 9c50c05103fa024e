using System.Buffers.Binary;
using System.IO.Compression;
using Google.Protobuf;

namespace Temporalio.Protocol.Grpc;

/// <summary>
/// The length-prefixed message of gRPC: one flag byte (0 plain, 1 compressed), four bytes of big-endian length, the message.
/// </summary>
public static class GrpcFrame
{
    public const int PrefixLength = 5;

    /// <summary>A message with its prefix in one array, plain or as gzip.</summary>
    public static byte[] Write(IMessage message, bool gzip = false)
    {
        var size = message.CalculateSize();

        // An empty message stays plain: the gzip stream of .NET writes nothing at all for it, which is no valid gzip.
        if (gzip && size > 0)
        {
            var packed = Compress(message.ToByteArray());
            var frame = new byte[PrefixLength + packed.Length];
            WritePrefix(frame, true, packed.Length);
            packed.CopyTo(frame, PrefixLength);
            return frame;
        }

        var plain = new byte[PrefixLength + size];
        WritePrefix(plain, false, size);
        message.WriteTo(plain.AsSpan(PrefixLength));
        return plain;
    }

    /// <summary>
    /// Reads exactly one message from a body that has ended. Null for an empty body.
    /// </summary>
    /// <param name="body">The whole body.</param>
    /// <param name="encoding">The grpc-encoding header; only gzip may compress.</param>
    /// <param name="maxBytes">The largest message accepted, after decompression too.</param>
    /// <exception cref="GrpcFrameException">The body is not one whole message, or larger than allowed.</exception>
    public static ReadOnlyMemory<byte>? Read(ReadOnlyMemory<byte> body, string? encoding, int maxBytes)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        if (body.Length < PrefixLength)
        {
            throw new GrpcFrameException(GrpcStatusCode.Internal, "grpc: the message prefix is cut short");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..PrefixLength]);
        if (length > (uint)maxBytes)
        {
            throw GrpcFrameException.TooLarge(length, maxBytes);
        }

        if (body.Length - PrefixLength != length)
        {
            throw new GrpcFrameException(GrpcStatusCode.Internal, "grpc: the body does not hold exactly one message");
        }

        var payload = body[PrefixLength..];
        return body.Span[0] switch
        {
            0 => payload,
            1 when encoding == "gzip" => Decompress(payload, maxBytes),
            1 => throw new GrpcFrameException(GrpcStatusCode.Unimplemented, $"grpc: compression '{encoding}' is not supported"),
            var flag => throw new GrpcFrameException(GrpcStatusCode.Internal, $"grpc: unknown message flag {flag}"),
        };
    }

    private static void WritePrefix(Span<byte> frame, bool compressed, int length)
    {
        frame[0] = compressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(frame[1..PrefixLength], (uint)length);
    }

    private static byte[] Compress(byte[] data)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(data);
        }

        return target.ToArray();
    }

    private static ReadOnlyMemory<byte> Decompress(ReadOnlyMemory<byte> payload, int maxBytes)
    {
        using var source = new MemoryStream(payload.ToArray(), writable: false);
        using var gzip = new GZipStream(source, CompressionMode.Decompress);
        using var target = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = gzip.Read(buffer)) > 0;)
            {
                target.Write(buffer, 0, read);
                if (target.Length > maxBytes)
                {
                    throw GrpcFrameException.TooLarge(target.Length, maxBytes);
                }
            }
        }
        catch (InvalidDataException damaged)
        {
            throw new GrpcFrameException(GrpcStatusCode.Internal, "grpc: the compressed message is damaged", damaged);
        }

        return target.GetBuffer().AsMemory(0, (int)target.Length);
    }
}
