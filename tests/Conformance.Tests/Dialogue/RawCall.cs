using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace Conformance.Tests.Dialogue;

/// <summary>Calls by hand that the SDK has no method for; one message out, all messages in.</summary>
internal static class RawCall
{
    private const int PrefixLength = 5;

    public static async Task<TReply> CallAsync<TReply>(ITemporalConnection connection, string path, IMessage request)
        where TReply : IMessage<TReply>, new() => (await CallAllAsync<TReply>(connection, path, request)).Single();

    /// <exception cref="RpcException">Any status but OK.</exception>
    public static async Task<IReadOnlyList<TReply>> CallAllAsync<TReply>(
        ITemporalConnection connection, string path, IMessage request)
        where TReply : IMessage<TReply>, new()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
        using var content = new ByteArrayContent(Frame(request));
        content.Headers.ContentType = new("application/grpc");
        using var message = new HttpRequestMessage(
            HttpMethod.Post, $"http://{connection.Options.TargetHost}/{path}")
        {
            Content = content,
            Version = new(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Headers.TE.Add(new("trailers"));
        message.Headers.TryAddWithoutValidation("grpc-timeout", "30S");
        using var response = await http.SendAsync(message);
        var body = await response.Content.ReadAsByteArrayAsync();
        string? Find(string name) =>
            response.TrailingHeaders.TryGetValues(name, out var late) ? late.First()
            : response.Headers.TryGetValues(name, out var early) ? early.First()
            : null;
        var status = (RpcException.StatusCode)int.Parse(Find("grpc-status")!, CultureInfo.InvariantCulture);
        if (status != RpcException.StatusCode.OK)
        {
            var details = Find("grpc-status-details-bin");
            throw new RpcException(
                status,
                Uri.UnescapeDataString(Find("grpc-message") ?? string.Empty),
                details is null ? null : Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')));
        }

        return [.. Split<TReply>(body)];
    }

    private static byte[] Frame(IMessage message)
    {
        var frame = new byte[PrefixLength + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), frame.Length - PrefixLength);
        message.WriteTo(frame.AsSpan(PrefixLength));
        return frame;
    }

    private static IEnumerable<TReply> Split<TReply>(byte[] body)
        where TReply : IMessage<TReply>, new()
    {
        for (var at = 0; at < body.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(at + 1));
            var reply = new TReply();
            reply.MergeFrom(body.AsSpan(at + PrefixLength, length));
            yield return reply;
            at += PrefixLength + length;
        }
    }
}
