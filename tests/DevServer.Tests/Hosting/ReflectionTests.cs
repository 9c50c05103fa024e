using DirectedExecution.DevServer.Hosting;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Temporalio.Protocol.Grpc;
using Temporalio.Protocol.Reflection.V1;
using Host = DirectedExecution.DevServer.Hosting.DevServer;

namespace DevServer.Tests.Hosting;

/// <summary>What a generic client asks to list and to describe.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Disposed by IAsyncLifetime.")]
public sealed class ReflectionTests : IAsyncLifetime
{
    private Host server = null!;

    public async Task InitializeAsync() => server = await Host.StartAsync(new DevServerOptions { Port = 0 });

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("grpc.reflection.v1.ServerReflection")]
    [InlineData("grpc.reflection.v1alpha.ServerReflection")]
    public async Task List_EitherVersion_NamesEveryService(string service)
    {
        await using var stream = Open(service);

        var reply = await AskAsync(stream, new ServerReflectionRequest { Host = "h", ListServices = "*" });

        Assert.Equal(
            [
                "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection",
                "grpc.reflection.v1alpha.ServerReflection", "temporal.api.operatorservice.v1.OperatorService",
                "temporal.api.workflowservice.v1.WorkflowService",
            ],
            reply.ListServicesResponse.Service.Select(found => found.Name));
        Assert.Equal(("h", "*"), (reply.ValidHost, reply.OriginalRequest.ListServices));
    }

    /// <summary>What describes a service is whole: a client that knows nothing builds all of it.</summary>
    [Theory]
    [InlineData("temporal.api.workflowservice.v1.WorkflowService")]
    [InlineData("temporal.api.workflowservice.v1.WorkflowService.StartWorkflowExecution")]
    [InlineData("temporal.api.workflowservice.v1.StartWorkflowExecutionRequest.workflow_id")]
    [InlineData("temporal.api.workflowservice.v1.GetSystemInfoResponse.Capabilities")]
    [InlineData("temporal.api.enums.v1.EventType")]
    [InlineData("grpc.health.v1.Health")]
    public async Task FileContainingSymbol_AnyKindOfName_BuildsWithoutAnythingElse(string symbol)
    {
        await using var stream = Open();

        var reply = await AskAsync(stream, new ServerReflectionRequest { FileContainingSymbol = symbol });

        // What a file needs stands behind it; building wants it the other way round.
        var files = reply.FileDescriptorResponse.FileDescriptorProto.Reverse().ToList();
        var built = FileDescriptor.BuildFromByteStrings(Ordered(files));
        Assert.Contains(built, file => symbol.StartsWith(file.Package + ".", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FileByFilename_SecondTimeOnAStream_LeavesOutWhatItNeeds()
    {
        await using var stream = Open();
        var file = Temporalio.Api.Common.V1.Payload.Descriptor.File.Name;

        var first = await AskAsync(stream, new ServerReflectionRequest { FileByFilename = file });
        var second = await AskAsync(stream, new ServerReflectionRequest { FileByFilename = file });
        stream.End();

        Assert.True(first.FileDescriptorResponse.FileDescriptorProto.Count > 1);
        Assert.Single(second.FileDescriptorResponse.FileDescriptorProto);
        Assert.Equal(GrpcStatusCode.OK, (await stream.StatusAsync()).Status);
    }

    [Fact]
    public async Task Unknown_FileSymbolOrExtension_IsNotFoundAndTheStreamGoesOn()
    {
        await using var stream = Open();
        ServerReflectionRequest[] unknown =
        [
            new() { FileByFilename = "no/such.proto" },
            new() { FileContainingSymbol = "no.Such" },
            new() { AllExtensionNumbersOfType = "no.Such" },
            new() { FileContainingExtension = new ExtensionRequest { ContainingType = "no.Such", ExtensionNumber = 7 } },
        ];
        foreach (var request in unknown)
        {
            Assert.Equal((int)GrpcStatusCode.NotFound, (await AskAsync(stream, request)).ErrorResponse.ErrorCode);
        }

        var empty = await AskAsync(stream, new ServerReflectionRequest());
        Assert.Equal((int)GrpcStatusCode.InvalidArgument, empty.ErrorResponse.ErrorCode);
        var type = new ServerReflectionRequest { AllExtensionNumbersOfType = "temporal.api.common.v1.Payload" };
        Assert.Empty((await AskAsync(stream, type)).AllExtensionNumbersResponse.ExtensionNumber);
    }

    [Fact]
    public async Task Damaged_Message_EndsTheStreamWithAStatus()
    {
        using var client = new RawClient(server.Address);

        var reply = await client.SendAsync(
            "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", [0, 0, 0, 0, 9, 1]);

        Assert.Equal(GrpcStatusCode.Internal, reply.Status);
    }

    private RawStream Open(string service = "grpc.reflection.v1.ServerReflection") =>
        RawStream.Open(server.Address, $"/{service}/ServerReflectionInfo");

    private static async Task<ServerReflectionResponse> AskAsync(RawStream stream, ServerReflectionRequest request)
    {
        await stream.SendAsync(request);
        return (await stream.ReadAsync<ServerReflectionResponse>())!;
    }

    private static List<ByteString> Ordered(List<ByteString> files)
    {
        var byName = files.ToDictionary(bytes => FileDescriptorProto.Parser.ParseFrom(bytes).Name);
        var ordered = new List<ByteString>();
        void Add(string name)
        {
            foreach (var needed in FileDescriptorProto.Parser.ParseFrom(byName[name]).Dependency)
            {
                Add(needed);
            }

            if (!ordered.Contains(byName[name]))
            {
                ordered.Add(byName[name]);
            }
        }

        foreach (var name in byName.Keys)
        {
            Add(name);
        }

        return ordered;
    }
}
