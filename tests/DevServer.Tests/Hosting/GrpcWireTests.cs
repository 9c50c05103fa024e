using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;
using Temporalio.Protocol.Health.V1;

namespace DevServer.Tests.Hosting;

/// <summary>What goes over the wire, whatever the method.</summary>
public sealed class GrpcWireTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string SystemInfo = $"/{RawClient.WorkflowService}/GetSystemInfo";
    private const string Describe = $"/{RawClient.WorkflowService}/DescribeNamespace";
    private const string Start = $"/{RawClient.WorkflowService}/StartWorkflowExecution";
    private const string Health = "/grpc.health.v1.Health/Check";
    private readonly RawClient client = fixture.Client;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_PlainOrGzip_IsUnderstood(bool gzip)
    {
        var headers = gzip ? GzipHeaders() : [];

        var reply = await client.SendAsync(Describe, GrpcFrame.Write(DescribeDefault(), gzip), headers);

        Assert.Equal("default", reply.Read<DescribeNamespaceResponse>().NamespaceInfo.Name);
        Assert.Equal("0", reply.Trailers[GrpcHeaders.Status]);
        Assert.False(reply.Headers.ContainsKey(GrpcHeaders.Status));
    }

    [Fact]
    public async Task Request_PlainMessageInGzipCall_ObeysTheFlag()
    {
        var reply = await client.SendAsync(Describe, GrpcFrame.Write(DescribeDefault()), GzipHeaders());

        Assert.Equal(GrpcStatusCode.OK, reply.Status);
    }

    [Fact]
    public async Task Request_UnknownCompression_IsUnimplemented()
    {
        var frame = GrpcFrame.Write(DescribeDefault(), gzip: true);

        var reply = await client.SendAsync(Describe, frame, new Dictionary<string, string> { [GrpcHeaders.Encoding] = "snappy" });

        Assert.Equal(GrpcStatusCode.Unimplemented, reply.Status);
    }

    [Fact]
    public async Task Request_NotAMessage_IsInternal()
    {
        var reply = await client.SendAsync(Describe, [0, 0, 0, 0, 2, 0xFF, 0xFF]);

        Assert.Equal(GrpcStatusCode.Internal, reply.Status);
    }

    [Fact]
    public async Task Error_OfAnyCall_IsOneHeadersFrameWithDetails()
    {
        const string name = "no such näme %";
        var request = new DescribeNamespaceRequest { Namespace = name };

        var reply = await client.SendAsync(Describe, GrpcFrame.Write(request));

        Assert.True(reply.IsTrailersOnly);
        Assert.Equal(200, reply.HttpStatus);
        Assert.Equal(GrpcStatusCode.NotFound, reply.Status);
        Assert.Contains(name, reply.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('=', reply.Details!);
        var detail = RpcStatusReader.ReadDetail(GrpcHeaders.DecodeBinary(reply.Details!)!);
        Assert.Equal("type.googleapis.com/temporal.api.errordetails.v1.NamespaceNotFoundFailure", detail.TypeUrl);
        Assert.Equal(name, detail.Unpack<NamespaceNotFoundFailure>().Namespace);
    }

    [Theory]
    [InlineData($"/{RawClient.WorkflowService}/NoSuchMethod", "unknown method NoSuchMethod")]
    [InlineData($"/{RawClient.WorkflowService}/CreateWorkflowRule", "unknown method CreateWorkflowRule")]
    [InlineData("/some.Service/Do", "unknown method Do for service some.Service")]
    [InlineData("/nonsense", "malformed method name")]
    public async Task Method_Unknown_IsUnimplemented(string path, string message)
    {
        var reply = await client.SendAsync(path, GrpcFrame.Write(new Empty()));

        Assert.Equal(GrpcStatusCode.Unimplemented, reply.Status);
        Assert.Contains(message, reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(RawClient.WorkflowService, true)]
    [InlineData(RawClient.OperatorService, true)]
    [InlineData("temporal.api.nothing", false)]
    public async Task Health_OfService_IsServingOrNotFound(string service, bool isServing)
    {
        var reply = await client.SendAsync(Health, GrpcFrame.Write(new HealthCheckRequest { Service = service }));

        Assert.Equal(isServing ? GrpcStatusCode.OK : GrpcStatusCode.NotFound, reply.Status);
        if (isServing)
        {
            Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, reply.Read<HealthCheckResponse>().Status);
        }
    }

    [Fact]
    public async Task Request_OfThreeMebibytes_Passes()
    {
        var reply = await client.SendAsync(Start, GrpcFrame.Write(BigStart(2, 1_500_000)), Timeout30());

        Assert.Equal(GrpcStatusCode.OK, reply.Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Request_OverFourMebibytes_IsRefusedInGrpcGosWords(bool gzip)
    {
        var frame = GrpcFrame.Write(BigStart(3, 1_500_000), gzip);

        var reply = await client.SendAsync(Start, frame, gzip ? GzipHeaders() : Timeout30());

        Assert.Equal(GrpcStatusCode.ResourceExhausted, reply.Status);
        Assert.StartsWith("grpc: received message larger than max (", reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(">=1.0.0 <2.0.0", GrpcStatusCode.OK)]
    [InlineData("<1.0.0 || >=1.29.1", GrpcStatusCode.OK)]
    [InlineData(">=2.0.0 <3.0.0", GrpcStatusCode.FailedPrecondition)]
    [InlineData("whatever", GrpcStatusCode.InvalidArgument)]
    public async Task ClientVersionRange_WithOrWithoutUs_DecidesTheCall(string range, GrpcStatusCode expected)
    {
        var headers = new Dictionary<string, string> { ["client-name"] = "temporal-cli", ["supported-server-versions"] = range };

        var reply = await client.SendAsync(SystemInfo, GrpcFrame.Write(new GetSystemInfoRequest()), headers);

        Assert.Equal(expected, reply.Status);
        if (expected == GrpcStatusCode.FailedPrecondition)
        {
            var detail = RpcStatusReader.ReadDetail(GrpcHeaders.DecodeBinary(reply.Details!)!);
            Assert.Equal("1.29.1", detail.Unpack<ServerVersionNotSupportedFailure>().ServerVersion);
        }
    }

    [Fact]
    public async Task HttpRequest_ThatIsNotGrpc_IsRefusedAsSuch()
    {
        using var http = new HttpClient
        {
            DefaultRequestVersion = new Version(2, 0),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await http.GetAsync(new Uri($"http://{fixture.Address}/"));

        Assert.Equal(415, (int)response.StatusCode);
    }

    [Fact]
    public async Task Reply_LargeToAGzipCaller_IsGzip()
    {
        for (var run = 0; run < 40; run++)
        {
            await client.CallAsync<StartWorkflowExecutionResponse>(Start1($"gzip-{run}", new string('x', 1000)));
        }

        var list = new ListWorkflowExecutionsRequest { Namespace = "default", Query = "WorkflowId STARTS_WITH 'gzip-'" };
        var frame = GrpcFrame.Write(list, gzip: true);
        var reply = await client.SendAsync($"/{RawClient.WorkflowService}/ListWorkflowExecutions", frame, GzipHeaders());

        Assert.Equal("gzip", reply.Headers[GrpcHeaders.Encoding]);
        Assert.Equal(40, reply.Read<ListWorkflowExecutionsResponse>().Executions.Count);
    }

    private static StartWorkflowExecutionRequest Start1(string id, string memo) => new()
    {
        Namespace = "default",
        WorkflowId = id,
        WorkflowType = new WorkflowType { Name = "T" },
        TaskQueue = new TaskQueue { Name = "wire" },
        RequestId = id,
        Memo = new Memo { Fields = { ["note"] = new Payload { Data = ByteString.CopyFromUtf8(memo) } } },
    };

    /// <summary>Spread over input and memo, each of which has a limit of 2 MiB of its own.</summary>
    private static StartWorkflowExecutionRequest BigStart(int payloads, int bytes)
    {
        var start = Start1(Guid.NewGuid().ToString(), new string('m', bytes));
        start.Input = new Payloads();
        for (var number = 1; number < payloads; number++)
        {
            start.Input.Payloads_.Add(new Payload { Data = ByteString.CopyFrom(new byte[bytes]) });
        }

        return start;
    }

    private static DescribeNamespaceRequest DescribeDefault() => new() { Namespace = "default" };

    private static Dictionary<string, string> Timeout30() => new() { [GrpcHeaders.Timeout] = "30S" };

    private static Dictionary<string, string> GzipHeaders() =>
        new() { [GrpcHeaders.Encoding] = "gzip", [GrpcHeaders.AcceptEncoding] = "gzip,identity", [GrpcHeaders.Timeout] = "30000000u" };
}
