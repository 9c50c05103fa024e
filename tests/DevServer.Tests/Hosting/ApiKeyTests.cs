using DirectedExecution.DevServer.Hosting;
using DevServer.Tests.Storage;
using Microsoft.Extensions.Logging;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Grpc;
using Temporalio.Protocol.Health.V1;
using Host = DirectedExecution.DevServer.Hosting.DevServer;

namespace DevServer.Tests.Hosting;

/// <summary>Who shows no key, or a wrong one, gets nothing but health and version.</summary>
public sealed class ApiKeyTests : IDisposable
{
    private const string Key = "k3y-of-ana";
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic k3y-of-ana")]
    [InlineData("k3y-of-ana")]
    [InlineData("Bearer k3y-of-ana2")]
    public async Task Call_WithoutTheKey_IsDenied(string? authorization)
    {
        await using var server = await StartAsync();
        using var client = new RawClient(server.Address);

        var reply = await ListAsync(client, authorization);

        Assert.Equal(GrpcStatusCode.PermissionDenied, reply.Status);
        Assert.True(reply.IsTrailersOnly);
        Assert.NotNull(reply.Details);
    }

    [Theory]
    [InlineData("Bearer k3y-of-ana")]
    [InlineData("bearer k3y-of-ana")]
    [InlineData("Bearer second")]
    public async Task Call_WithAKey_IsAnswered(string authorization)
    {
        await using var server = await StartAsync();
        using var client = new RawClient(server.Address);

        Assert.NotEmpty((await ListAsync(client, authorization)).Read<ListNamespacesResponse>().Namespaces);
    }

    [Fact]
    public async Task HealthAndVersion_WithoutAKey_AreOpenAndStreamsAreNot()
    {
        await using var server = await StartAsync();
        using var client = new RawClient(server.Address);

        var check = await client.SendAsync("/grpc.health.v1.Health/Check", GrpcFrame.Write(new HealthCheckRequest()));
        var version = await client.SendAsync(
            $"/{RawClient.WorkflowService}/GetSystemInfo", GrpcFrame.Write(new GetSystemInfoRequest()));
        var reflection = await client.SendAsync("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", []);

        Assert.Equal(GrpcStatusCode.OK, check.Status);
        Assert.Equal(GrpcStatusCode.OK, version.Status);
        Assert.Equal(GrpcStatusCode.PermissionDenied, reflection.Status);
    }

    [Fact]
    public async Task Keys_WhateverHappens_AreNeverLogged()
    {
        using var log = new WriterLogs();
        using var loggers = LoggerFactory.Create(builder =>
        {
            builder.SetMinimumLevel(LogLevel.Trace);
            builder.AddProvider(log);
        });
        await using (var server = await Host.StartAsync(Options(), loggers))
        {
            using var client = new RawClient(server.Address);
            await ListAsync(client, "Bearer k3y-of-ana");
            await ListAsync(client, "Bearer wrong-one");
        }

        var text = log.Text;
        Assert.Contains("Kestrel", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-one", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, Options().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyFile_EmptyOrMissing_IsRefused()
    {
        var empty = folder.File("empty");
        await File.WriteAllTextAsync(empty, "# nobody yet\n\n");

        var none = await Assert.ThrowsAsync<DevServerException>(
            () => Host.StartAsync(new DevServerOptions { Port = 0, ApiKeyFile = empty }));
        var missing = await Assert.ThrowsAsync<DevServerException>(
            () => Host.StartAsync(new DevServerOptions { Port = 0, ApiKeyFile = folder.File("missing") }));

        Assert.Contains("holds no key", none.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be read", missing.Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private DevServerOptions Options()
    {
        var file = folder.File("keys");
        File.WriteAllText(file, $"# ana\n{Key}\n\n second \n");
        return new DevServerOptions { Port = 0, ApiKeyFile = file };
    }

    private Task<Host> StartAsync() => Host.StartAsync(Options());

    private static Task<RawReply> ListAsync(RawClient client, string? authorization) => client.SendAsync(
        $"/{RawClient.WorkflowService}/ListNamespaces",
        GrpcFrame.Write(new ListNamespacesRequest()),
        authorization is null ? null : new Dictionary<string, string> { ["authorization"] = authorization });
}
