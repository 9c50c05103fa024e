using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google.Protobuf;
using Temporalio.Exceptions;
using Temporalio.Protocol.Grpc;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Temporalio.Client.Rpc;

/// <summary>One attempt of one unary gRPC call over an HTTP handler.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives and ends with its connection, which has no end.")]
internal sealed class RpcTransport(HttpMessageHandler handler, RpcTarget target, bool isGzip, TimeProvider time)
{
    /// <summary>Largest answer that is read: pages of history with large payloads.</summary>
    public const int MaxResponseBytes = 128 * 1024 * 1024;

    private const int QuotedBytes = 200;

    private const string NoStatus =
        "The answer ended without a gRPC status: the connection broke or a proxy dropped the trailers";

    private static readonly TimeSpan ServerIsEarlierBy = TimeSpan.FromMilliseconds(20);

    private static readonly MediaTypeHeaderValue GrpcContent = new(GrpcHeaders.ContentType);

    private static readonly string UserAgent = $"{RpcDefaults.ClientName}/{RpcDefaults.ClientVersion}";

    private readonly HttpMessageInvoker http = new(handler);

    /// <summary>Sends the request and reads the whole answer.</summary>
    /// <exception cref="RpcException">Any failure but the caller's own cancellation.</exception>
    /// <exception cref="OperationCanceledException">The caller's token fired; it carries that token.</exception>
    public async Task<T> CallAsync<T>(
        string path,
        IMessage request,
        MessageParser<T> parser,
        TimeSpan timeout,
        RpcOptions? options,
        RpcDefaults defaults)
        where T : IMessage<T>
    {
        var userToken = options?.CancellationToken ?? CancellationToken.None;
        userToken.ThrowIfCancellationRequested();
        // The server keeps the same deadline, and may break the call off a moment before our own timer fires.
        var begun = time.GetTimestamp();
        var almost = timeout - ServerIsEarlierBy;
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(userToken, deadline.Token);
        try
        {
            using var message = CreateMessage(path, request, timeout);
            RpcMetadata.Apply(message.Headers, request, options, defaults);

            // Returns once the headers are there; the body must be read to its end, or the trailers stay empty.
            using var response = await http.SendAsync(message, either.Token);
            return await ReadAsync(response, parser, either.Token);
        }
        catch (GrpcFrameException fault)
        {
            throw RpcErrors.FromFrame(fault);
        }
        catch (Exception broken) when (broken is not RpcException && userToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"Call {path} was cancelled", broken, userToken);
        }
        catch (Exception late) when (
            late is not RpcException && (deadline.IsCancellationRequested || time.GetElapsedTime(begun) >= almost))
        {
            var text = $"{target} did not answer {path} within {timeout.TotalSeconds:0.###} s";
            throw new RpcException(Code.DeadlineExceeded, text, null, late);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            throw RpcErrors.FromTransport(fault, target);
        }
    }

    private static void ThrowOnStatus(HttpHeaders headers, string status)
    {
        var code = RpcErrors.FromGrpcStatus(status);
        if (code == Code.OK)
        {
            return;
        }

        var text = GrpcHeaders.DecodeMessage(First(headers, GrpcHeaders.Message) ?? string.Empty);
        var details = First(headers, GrpcHeaders.StatusDetails) is { } binary ? GrpcHeaders.DecodeBinary(binary) : null;
        throw new RpcException(code, text.Length > 0 ? text : $"gRPC status {code}", details);
    }

    private static async Task<T> ReadAsync<T>(
        HttpResponseMessage response, MessageParser<T> parser, CancellationToken token)
        where T : IMessage<T>
    {
        // A failed call is usually one block of headers with the status in it and nothing after it.
        var early = First(response.Headers, GrpcHeaders.Status);
        if (early is not null && early != "0")
        {
            ThrowOnStatus(response.Headers, early);
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        if (response.StatusCode != HttpStatusCode.OK ||
            type?.StartsWith(GrpcHeaders.ContentType, StringComparison.OrdinalIgnoreCase) != true)
        {
            throw await NotGrpcAsync(response, type, token);
        }

        await using var stream = await response.Content.ReadAsStreamAsync(token);
        var body = await ReadBodyAsync(stream, token);
        var status = First(response.TrailingHeaders, GrpcHeaders.Status) ?? early ??
            throw new RpcException(Code.Internal, NoStatus, null);
        ThrowOnStatus(response.TrailingHeaders, status);
        var encoding = First(response.Headers, GrpcHeaders.Encoding);
        var frame = GrpcFrame.Read(body, encoding, MaxResponseBytes) ??
            throw new RpcException(Code.Internal, "The answer has status OK but no message", null);
        try
        {
            return parser.ParseFrom(frame.Span);
        }
        catch (InvalidProtocolBufferException damaged)
        {
            throw new RpcException(Code.Internal, $"The answer is damaged: {damaged.Message}", null, damaged);
        }
    }

    /// <summary>
    /// Reads one frame to the end of the stream, refusing a length over the limit before any memory is taken.
    /// </summary>
    private static async Task<ReadOnlyMemory<byte>> ReadBodyAsync(Stream stream, CancellationToken token)
    {
        var prefix = new byte[GrpcFrame.PrefixLength];
        var count = await stream.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, token);
        if (count < prefix.Length)
        {
            return prefix.AsMemory(0, count);
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1));
        if (length > MaxResponseBytes)
        {
            throw GrpcFrameException.TooLarge(length, MaxResponseBytes);
        }

        // One byte more than announced shows whether the frame is followed by something.
        var body = new byte[prefix.Length + length + 1];
        prefix.CopyTo(body, 0);
        var rest = body.AsMemory(count);
        count += await stream.ReadAtLeastAsync(rest, rest.Length, throwOnEndOfStream: false, token);
        return body.AsMemory(0, count);
    }

    private static async Task<RpcException> NotGrpcAsync(
        HttpResponseMessage response, string? type, CancellationToken token)
    {
        var code = RpcErrors.FromHttpStatus(response.StatusCode);
        var start = new byte[QuotedBytes];
        var count = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(token);
            count = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, token);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException)
        {
            // The quotation is a courtesy; the status already says that this is no gRPC server.
        }

        var quoted = Encoding.UTF8.GetString(start, 0, count).ReplaceLineEndings(" ");
        var status = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}");
        var text = $"No gRPC answer, but {status} {type ?? "without a content type"}: '{quoted}'";
        return new(code, text, null) { IsPlainHttp = true };
    }

    private static string? First(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private HttpRequestMessage CreateMessage(string path, IMessage request, TimeSpan timeout)
    {
        var content = new ByteArrayContent(GrpcFrame.Write(request, isGzip));
        content.Headers.ContentType = GrpcContent;
        var message = new HttpRequestMessage(HttpMethod.Post, new Uri(target.BaseAddress, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        message.Headers.TE.Add(new("trailers"));
        message.Headers.TryAddWithoutValidation("user-agent", UserAgent);
        message.Headers.TryAddWithoutValidation(GrpcHeaders.AcceptEncoding, "identity,gzip");
        message.Headers.TryAddWithoutValidation(GrpcHeaders.Timeout, GrpcHeaders.FormatTimeout(timeout));
        if (isGzip)
        {
            message.Headers.TryAddWithoutValidation(GrpcHeaders.Encoding, "gzip");
        }

        if (target.Domain is { } domain)
        {
            message.Headers.Host = domain;
        }

        return message;
    }
}
