using System.Collections.Concurrent;
using System.Net;

namespace Sdk.Tests.Faults;

/// <summary>A transport on which calls meet faults, by the name of the call and how often it was made.</summary>
internal sealed class FaultyHandler(Func<string, int, Fault> choose) : DelegatingHandler(Sockets())
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<string, int> calls = new();

    /// <summary>Gets how many calls met each fault.</summary>
    public ConcurrentDictionary<Fault, int> Met { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var rpc = request.RequestUri!.Segments[^1];
        var fault = choose(rpc, calls.AddOrUpdate(rpc, 1, (_, n) => n + 1));
        Met.AddOrUpdate(fault, 1, (_, n) => n + 1);
        switch (fault)
        {
            case Fault.None:
                return await base.SendAsync(request, cancellationToken);
            case Fault.DropBefore:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "The request was dropped");
            case Fault.Delay:
                await Task.Delay(Late, cancellationToken);
                return await base.SendAsync(request, cancellationToken);
            case Fault.Duplicate:
                using (var twin = await TwinAsync(request))
                {
                    await AnswerAsync(twin, cancellationToken);
                }

                return await base.SendAsync(request, cancellationToken);
            default:
                return Spoiled(fault, await AnswerAsync(request, cancellationToken));
        }
    }

    private static SocketsHttpHandler Sockets() => new() { EnableMultipleHttp2Connections = true, UseProxy = false };

    private static async Task<HttpRequestMessage> TwinAsync(HttpRequestMessage request)
    {
        var twin = new HttpRequestMessage(request.Method, request.RequestUri)
        {
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
            Content = new ByteArrayContent(await request.Content!.ReadAsByteArrayAsync()),
        };
        foreach (var (name, values) in request.Headers)
        {
            twin.Headers.TryAddWithoutValidation(name, values);
        }

        foreach (var (name, values) in request.Content.Headers)
        {
            twin.Content.Headers.TryAddWithoutValidation(name, values);
        }

        return twin;
    }

    private static HttpResponseMessage Spoiled(Fault fault, byte[] body)
    {
        if (fault == Fault.DropAfter)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The answer was dropped");
        }

        HttpContent content = fault switch
        {
            Fault.ResetMidBody => new StreamContent(new BrokenStream(body)),
            Fault.Oversize => new ByteArrayContent([0, 0xFF, 0xFF, 0xFF, 0xFF, .. body]),
            Fault.Malformed => new ByteArrayContent([0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF]),
            _ => new ByteArrayContent(body),
        };
        content.Headers.TryAddWithoutValidation("content-type", "application/grpc");
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Version = HttpVersion.Version20, Content = content };
        if (fault != Fault.NoTrailers)
        {
            response.TrailingHeaders.Add("grpc-status", fault == Fault.WrongTrailers ? "14" : "0");
        }

        return response;
    }

    private async Task<byte[]> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await base.SendAsync(request, cancellationToken);
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }
}
