using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Hosting;

/// <summary>A streaming call by hand: messages go out one by one, and come in as the server writes them.</summary>
internal sealed class RawStream : IAsyncDisposable
{
    private readonly HttpClient http;
    private readonly OpenContent content;
    private readonly Task<HttpResponseMessage> response;

    private RawStream(HttpClient http, OpenContent content, Task<HttpResponseMessage> response)
    {
        this.http = http;
        this.content = content;
        this.response = response;
    }

    public static RawStream Open(string address, string path)
    {
        var http = new HttpClient { BaseAddress = new Uri($"http://{address}"), Timeout = TimeSpan.FromMinutes(1) };
        var content = new OpenContent();
        content.Headers.ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        return new RawStream(http, content, http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
    }

    public async Task SendAsync(IMessage message)
    {
        var body = await content.Body.Task;
        await body.WriteAsync(GrpcFrame.Write(message));
        await body.FlushAsync();
    }

    /// <summary>No more messages go out.</summary>
    public void End() => content.Finished.TrySetResult();

    /// <summary>The next message; null when the server has sent its last.</summary>
    public async Task<TReply?> ReadAsync<TReply>()
        where TReply : class, IMessage<TReply>, new()
    {
        var body = await (await response).Content.ReadAsStreamAsync();
        var prefix = new byte[GrpcFrame.PrefixLength];
        if (await body.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false) == 0)
        {
            return null;
        }

        var message = new byte[BinaryPrimitives.ReadUInt32BigEndian(prefix.AsSpan(1))];
        await body.ReadExactlyAsync(message);
        var reply = new TReply();
        reply.MergeFrom(message);
        return reply;
    }

    /// <summary>The status at the end; the messages before it were read.</summary>
    public async Task<(GrpcStatusCode Status, string Message)> StatusAsync()
    {
        var ended = await response;
        Assert.Null(await ReadAsync<Temporalio.Protocol.Health.V1.HealthCheckResponse>());
        string? Find(string name) =>
            ended.TrailingHeaders.TryGetValues(name, out var late) ? late.Single()
            : ended.Headers.TryGetValues(name, out var early) ? early.Single()
            : null;
        return ((GrpcStatusCode)int.Parse(Find(GrpcHeaders.Status)!, System.Globalization.CultureInfo.InvariantCulture),
            GrpcHeaders.DecodeMessage(Find(GrpcHeaders.Message) ?? string.Empty));
    }

    public async ValueTask DisposeAsync()
    {
        End();
        http.Dispose();
        try
        {
            (await response).Dispose();
        }
        catch (Exception over) when (over is HttpRequestException or OperationCanceledException)
        {
            // The server went first.
        }
    }

    private sealed class OpenContent : HttpContent
    {
        public TaskCompletionSource<Stream> Body { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            // Headers go out with the first flush.
            await stream.FlushAsync();
            Body.TrySetResult(stream);
            await Finished.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
