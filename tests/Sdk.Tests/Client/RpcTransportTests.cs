using System.Net;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Protocol.Grpc;
using Code = Temporalio.Exceptions.RpcException.StatusCode;

namespace Sdk.Tests.Client;

/// <summary>One call: what is sent, and what becomes of every kind of answer.</summary>
public sealed class RpcTransportTests
{
    private static readonly DescribeNamespaceResponse Answer = new() { FailoverVersion = 7 };

    [Fact]
    public async Task Request_Call_IsWellFormedGrpc()
    {
        var server = new FakeGrpc().Answer(FakeGrpc.Ok(Answer));
        var connection = await server.ConnectAsync();

        var response = await connection.WorkflowService.DescribeNamespaceAsync(new() { Namespace = "ns" });

        Assert.Equal(7, response.FailoverVersion);
        var (message, body) = Assert.Single(server.Requests);
        Assert.Equal(
            "http://server:7233/temporal.api.workflowservice.v1.WorkflowService/DescribeNamespace",
            message.RequestUri!.ToString());
        Assert.Equal(HttpMethod.Post, message.Method);
        Assert.Equal(HttpVersion.Version20, message.Version);
        Assert.Equal(HttpVersionPolicy.RequestVersionExact, message.VersionPolicy);
        Assert.Equal("application/grpc", message.Content!.Headers.ContentType!.ToString());
        Assert.Equal("trailers", message.Headers.TE.ToString());
        Assert.Equal("30000000u", Header(message, "grpc-timeout"));
        Assert.Equal("temporal-dotnet-managed", Header(message, "client-name"));
        Assert.Matches(@"^\d+\.\d+\.\d+$", Header(message, "client-version")!);
        Assert.Equal("ns", Header(message, "temporal-namespace"));
        Assert.False(message.Headers.Contains("authorization"));
        var frame = GrpcFrame.Read(body, null, 1000)!.Value;
        Assert.Equal("ns", DescribeNamespaceRequest.Parser.ParseFrom(frame.Span).Namespace);
    }

    [Fact]
    public async Task Timeout_ByKindOfCall_IsShortOrLongOrTheCallers()
    {
        var server = new FakeGrpc().Answer(
            FakeGrpc.Ok(new PollWorkflowTaskQueueResponse()),
            FakeGrpc.Ok(new PollActivityTaskQueueResponse()),
            FakeGrpc.Ok(new GetWorkflowExecutionHistoryResponse()),
            FakeGrpc.Ok(new GetWorkflowExecutionHistoryResponse()),
            FakeGrpc.Ok(new UpdateWorkflowExecutionResponse()),
            FakeGrpc.Ok(new PollWorkflowExecutionUpdateResponse()),
            FakeGrpc.Ok(new PollWorkflowTaskQueueResponse()));
        var service = (await server.ConnectAsync()).WorkflowService;

        await service.PollWorkflowTaskQueueAsync(new());
        await service.PollActivityTaskQueueAsync(new());
        await service.GetWorkflowExecutionHistoryAsync(new() { WaitNewEvent = true });
        await service.GetWorkflowExecutionHistoryAsync(new());
        await service.UpdateWorkflowExecutionAsync(new());
        await service.PollWorkflowExecutionUpdateAsync(new());
        await service.PollWorkflowTaskQueueAsync(new(), new() { Timeout = TimeSpan.FromMilliseconds(1500) });

        Assert.Equal(
            ["70000000u", "70000000u", "70000000u", "30000000u", "70000000u", "30000000u", "1500000u"],
            server.Requests.Select(request => Header(request.Message, "grpc-timeout")));
    }

    [Fact]
    public async Task Metadata_CallAndConnection_CallWinsAndTheRestIsAdded()
    {
        var server = new FakeGrpc().Answer(FakeGrpc.Ok(Answer));
        var connection = await server.ConnectAsync(options =>
        {
            options.RpcMetadata = [new("a", "connection"), new("b", "connection")];
            options.RpcBinaryMetadata = [new("c-bin", [1, 2])];
        });

        await connection.WorkflowService.DescribeNamespaceAsync(
            new(), new() { Metadata = [new("a", "call"), new("client-name", "mine")] });

        var message = Assert.Single(server.Requests).Message;
        Assert.Equal("call", Header(message, "a"));
        Assert.Equal("connection", Header(message, "b"));
        Assert.Equal("AQI", Header(message, "c-bin"));
        Assert.Equal("mine", Header(message, "client-name"));
    }

    [Fact]
    public async Task ApiKey_SetAndChanged_IsSentUnlessAuthorizationIsGiven()
    {
        var server = new FakeGrpc().Answer(FakeGrpc.Ok(Answer), FakeGrpc.Ok(Answer), FakeGrpc.Ok(Answer));
        var connection = await server.ConnectAsync(options => options.ApiKey = "first");

        await connection.WorkflowService.DescribeNamespaceAsync(new());
        connection.ApiKey = "second";
        await connection.WorkflowService.DescribeNamespaceAsync(new());
        await connection.WorkflowService.DescribeNamespaceAsync(
            new(), new() { Metadata = [new("authorization", "own")] });

        Assert.Equal(
            ["Bearer first", "Bearer second", "own"],
            server.Requests.Select(request => Header(request.Message, "authorization")));
        Assert.All(server.Requests, request => Assert.Equal("https", request.Message.RequestUri!.Scheme));
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("with space")]
    [InlineData("")]
    [InlineData("text-bin")]
    public async Task Metadata_BadKey_IsRefusedBeforeAnythingIsSent(string key)
    {
        var server = new FakeGrpc();
        var connection = await server.ConnectAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => connection.WorkflowService.DescribeNamespaceAsync(
            new(), new() { Metadata = [new(key, "x")] }));

        Assert.Throws<ArgumentException>(() => connection.RpcMetadata = [new(key, "x")]);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Failure_InHeadersOrTrailers_IsTypedWithDetails(bool isTrailing)
    {
        var status = new GrpcStatus { Code = 5, Message = "nicht da: ü" };
        status.Details.Add(Any.Pack(new NamespaceNotFoundFailure { Namespace = "x" }));
        var answer = isTrailing
            ? FakeGrpc.TrailingFailure(5, status.Message, status.ToByteArray())
            : FakeGrpc.Failure(5, status.Message, status.ToByteArray());

        var thrown = await CallAsync(answer);

        Assert.Equal(Code.NotFound, thrown.Code);
        Assert.Equal("nicht da: ü", thrown.Message);
        Assert.Equal("x", thrown.FirstDetail<NamespaceNotFoundFailure>()!.Namespace);
        Assert.Null(thrown.FirstDetail<NotFoundFailure>());
        Assert.Equal(status, thrown.GrpcStatus.Value);
    }

    [Fact]
    public async Task Failure_DamagedDetails_KeepsCodeAndMessage()
    {
        var thrown = await CallAsync(FakeGrpc.Failure(3, "bad", [0xFF, 0xFF]));

        Assert.Equal(Code.InvalidArgument, thrown.Code);
        Assert.Equal("bad", thrown.Message);
        Assert.Null(thrown.GrpcStatus.Value);
    }

    [Theory]
    [InlineData("99", Code.Unknown)]
    [InlineData("abc", Code.Unknown)]
    [InlineData("16", Code.Unauthenticated)]
    public async Task Failure_OddStatus_IsUnknown(string status, Code expected)
    {
        var answer = FakeGrpc.Body([]);
        answer.Headers.TryAddWithoutValidation("grpc-status", status);

        Assert.Equal(expected, (await CallAsync(answer)).Code);
    }

    [Theory]
    [InlineData(400, Code.Internal)]
    [InlineData(401, Code.Unauthenticated)]
    [InlineData(403, Code.PermissionDenied)]
    [InlineData(404, Code.Unimplemented)]
    [InlineData(429, Code.Unavailable)]
    [InlineData(502, Code.Unavailable)]
    [InlineData(503, Code.Unavailable)]
    [InlineData(504, Code.Unavailable)]
    [InlineData(200, Code.Unknown)]
    [InlineData(302, Code.Unknown)]
    [InlineData(500, Code.Unknown)]
    public async Task Answer_PageOfAProxy_IsMappedAndQuoted(int http, Code expected)
    {
        var answer = FakeGrpc.Body(Encoding.UTF8.GetBytes("<html>\nBad gateway</html>"), "text/html; charset=utf-8");
        answer.StatusCode = (HttpStatusCode)http;

        var thrown = await CallAsync(answer);

        Assert.Equal(expected, thrown.Code);
        Assert.Contains($"HTTP {http} text/html", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("<html> Bad gateway</html>", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_WithoutStatus_IsInternal()
    {
        var thrown = await CallAsync(FakeGrpc.Body(GrpcFrame.Write(Answer)));

        Assert.Equal(Code.Internal, thrown.Code);
        Assert.Contains("without a gRPC status", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0], Code.Internal)]
    [InlineData(new byte[] { 0, 0, 0 }, Code.Internal)]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 1 }, Code.Internal)]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 9 }, Code.Internal)]
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 9 }, Code.Unimplemented)]
    [InlineData(new byte[] { 7, 0, 0, 0, 0 }, Code.Internal)]
    [InlineData(new byte[] { 0, 0, 0, 0, 1, 0xFF }, Code.Internal)]
    [InlineData(new byte[] { 0, 0x40, 0, 0, 0, 1 }, Code.ResourceExhausted)]
    public async Task Answer_BadFrame_IsTypedFailure(byte[] body, Code expected)
    {
        var answer = FakeGrpc.Body(body);
        answer.TrailingHeaders.Add("grpc-status", "0");

        Assert.Equal(expected, (await CallAsync(answer)).Code);
    }

    [Fact]
    public async Task Answer_StatusInTrailersAfterAFrame_WinsOverTheFrame()
    {
        var answer = FakeGrpc.Body(GrpcFrame.Write(Answer));
        answer.TrailingHeaders.Add("grpc-status", "13");

        Assert.Equal(Code.Internal, (await CallAsync(answer)).Code);
    }

    [Fact]
    public async Task Answer_Gzip_IsRead()
    {
        var server = new FakeGrpc().Answer(FakeGrpc.Ok(Answer, gzip: true));
        var connection = await server.ConnectAsync();

        Assert.Equal(7, (await connection.WorkflowService.DescribeNamespaceAsync(new())).FailoverVersion);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, "Cannot connect to server:7233")]
    [InlineData(HttpRequestError.NameResolutionError, "Cannot find the host of server:7233")]
    [InlineData(HttpRequestError.SecureConnectionError, "Cannot make a secure connection to server:7233")]
    [InlineData(HttpRequestError.InvalidResponse, "server:7233 does not speak gRPC")]
    [InlineData(HttpRequestError.Unknown, "Connection to server:7233 broke")]
    public async Task Transport_Fault_IsUnavailableInASentence(HttpRequestError error, string expected)
    {
        var server = new FakeGrpc().Throw(new HttpRequestException(error, "details"));

        var thrown = await CallAsync(server);

        Assert.Equal(Code.Unavailable, thrown.Code);
        Assert.StartsWith(expected, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("details", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x0, Code.Unavailable)]
    [InlineData(0x2, Code.Internal)]
    [InlineData(0x7, Code.Unavailable)]
    [InlineData(0x8, Code.Cancelled)]
    [InlineData(0xb, Code.ResourceExhausted)]
    [InlineData(0xc, Code.PermissionDenied)]
    public async Task Transport_StreamError_IsMappedByItsNumber(long number, Code expected)
    {
        var fault = new HttpProtocolException(number, "reset", null);
        var server = new FakeGrpc().Throw(new HttpRequestException(HttpRequestError.HttpProtocolError, "reset", fault));

        Assert.Equal(expected, (await CallAsync(server)).Code);
    }

    [Fact]
    public async Task Deadline_ServerNeverAnswers_IsDeadlineExceeded()
    {
        var server = new FakeGrpc().Answer(token => NeverAsync(token));
        var connection = await server.ConnectAsync();

        var call = connection.WorkflowService.DescribeNamespaceAsync(new());
        var waited = server.Clock.StepToNextTimer();

        var thrown = await Assert.ThrowsAsync<RpcException>(() => call);
        Assert.Equal(TimeSpan.FromSeconds(30), waited);
        Assert.Equal(Code.DeadlineExceeded, thrown.Code);
        Assert.Contains("30 s", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_ByTheCaller_ThrowsWithTheCallersToken()
    {
        var server = new FakeGrpc().Answer(token => NeverAsync(token));
        var connection = await server.ConnectAsync();
        using var source = new CancellationTokenSource();

        var call = connection.WorkflowService.DescribeNamespaceAsync(
            new(), new() { CancellationToken = source.Token, Retry = true });
        await source.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(source.Token, thrown.CancellationToken);
        Assert.Single(server.Requests);
    }

    private static async Task<HttpResponseMessage> NeverAsync(CancellationToken token)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        throw new InvalidOperationException("An endless wait has ended");
    }

    private static Task<RpcException> CallAsync(HttpResponseMessage answer) => CallAsync(new FakeGrpc().Answer(answer));

    private static async Task<RpcException> CallAsync(FakeGrpc server)
    {
        var connection = await server.ConnectAsync();
        return await Assert.ThrowsAsync<RpcException>(() => connection.WorkflowService.DescribeNamespaceAsync(new()));
    }

    private static string? Header(HttpRequestMessage message, string name) =>
        message.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
