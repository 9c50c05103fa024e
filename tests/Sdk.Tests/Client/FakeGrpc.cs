using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Temporalio.Client;
using Temporalio.Protocol.Grpc;

namespace Sdk.Tests.Client;

/// <summary>A server behind the handler seam: answers are scripted, requests are kept.</summary>
internal sealed class FakeGrpc : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> answers = new();

    public StepClock Clock { get; } = new();

    public List<(HttpRequestMessage Message, byte[] Body)> Requests { get; } = [];

    public static HttpResponseMessage Ok(IMessage message, bool gzip = false)
    {
        var response = Body(GrpcFrame.Write(message, gzip));
        if (gzip)
        {
            response.Headers.Add("grpc-encoding", "gzip");
        }

        response.TrailingHeaders.Add("grpc-status", "0");
        return response;
    }

    public static HttpResponseMessage Body(byte[] body, string type = "application/grpc")
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return response;
    }

    /// <summary>A failure in one block of headers, as servers send nearly all of them.</summary>
    public static HttpResponseMessage Failure(int status, string message, byte[]? details = null)
    {
        var response = Body([]);
        SetStatus(response.Headers, status, message, details);
        return response;
    }

    public static HttpResponseMessage TrailingFailure(int status, string message, byte[]? details = null)
    {
        var response = Body([]);
        SetStatus(response.TrailingHeaders, status, message, details);
        return response;
    }

    public FakeGrpc Answer(params HttpResponseMessage[] responses)
    {
        foreach (var response in responses)
        {
            answers.Enqueue(_ => Task.FromResult(response));
        }

        return this;
    }

    public FakeGrpc Answer(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public FakeGrpc Throw(Exception fault) => Answer(_ => Task.FromException<HttpResponseMessage>(fault));

    /// <summary>A connection over this handler that has connected already; that request is not kept.</summary>
    public async Task<TemporalConnection> ConnectAsync(Action<TemporalConnectionOptions>? configure = null)
    {
        var scripted = answers.ToArray();
        answers.Clear();
        Answer(Ok(new Temporalio.Api.WorkflowService.V1.GetSystemInfoResponse()));
        var options = new TemporalConnectionOptions("server:7233")
        {
            HttpHandler = this,
            TimeProvider = Clock,
            Chance = () => 0.5,
        };
        configure?.Invoke(options);
        var connection = await TemporalConnection.ConnectAsync(options);
        Requests.Clear();
        foreach (var answer in scripted)
        {
            answers.Enqueue(answer);
        }

        return connection;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request, await request.Content!.ReadAsByteArrayAsync(cancellationToken)));
        return answers.Count > 0
            ? await answers.Dequeue()(cancellationToken)
            : throw new InvalidOperationException($"No answer is scripted for {request.RequestUri}");
    }

    private static void SetStatus(HttpHeaders headers, int status, string message, byte[]? details)
    {
        headers.TryAddWithoutValidation("grpc-status", status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation("grpc-message", GrpcHeaders.EncodeMessage(message));
        if (details is not null)
        {
            headers.TryAddWithoutValidation("grpc-status-details-bin", GrpcHeaders.EncodeBinary(details));
        }
    }
}
