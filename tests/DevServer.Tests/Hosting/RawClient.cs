using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Temporalio.Protocol.Grpc;

namespace DevServer.Tests.Hosting;

/// <summary>gRPC by hand over HttpClient, so that a test sees frames, headers and trailers as they are.</summary>
internal sealed class RawClient : IDisposable
{
    public const string WorkflowService = "temporal.api.workflowservice.v1.WorkflowService";
    public const string OperatorService = "temporal.api.operatorservice.v1.OperatorService";
    private readonly HttpClient http;

    public RawClient(string address)
    {
        http = new HttpClient(new SocketsHttpHandler { EnableMultipleHttp2Connections = false })
        {
            BaseAddress = new Uri($"http://{address}"),
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
    }

    /// <summary>Calls the method that the request type is named after, and gives its reply.</summary>
    /// <exception cref="RawRpcException">Any status but OK.</exception>
    public async Task<TReply> CallAsync<TReply>(
        IMessage request, TimeSpan? timeout = null, CancellationToken cancellation = default)
        where TReply : IMessage<TReply>, new()
    {
        var name = request.Descriptor.Name;
        var service = request.Descriptor.File.Package == "temporal.api.operatorservice.v1" ? OperatorService : WorkflowService;
        var headers = new Dictionary<string, string>
        {
            [GrpcHeaders.Timeout] = GrpcHeaders.FormatTimeout(timeout ?? TimeSpan.FromSeconds(30)),
        };
        var reply = await SendAsync($"/{service}/{name[..^"Request".Length]}", GrpcFrame.Write(request), headers, cancellation);
        return reply.Read<TReply>();
    }

    public async Task<RawReply> SendAsync(
        string path, byte[] body, IReadOnlyDictionary<string, string>? headers = null, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(GrpcHeaders.ContentType) } },
        };
        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        var content = await response.Content.ReadAsByteArrayAsync(cancellation);
        return new RawReply(
            (int)response.StatusCode, ToDictionary(response.Headers), ToDictionary(response.TrailingHeaders), content);
    }

    public void Dispose() => http.Dispose();

    private static Dictionary<string, string> ToDictionary(HttpHeaders headers) =>
        headers.ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value), StringComparer.OrdinalIgnoreCase);
}
