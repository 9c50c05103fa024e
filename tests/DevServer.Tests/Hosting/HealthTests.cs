using DirectedExecution.DevServer.Hosting;
using Temporalio.Protocol.Grpc;
using Temporalio.Protocol.Health.V1;
using static Temporalio.Protocol.Health.V1.HealthCheckResponse.Types;
using Host = DirectedExecution.DevServer.Hosting.DevServer;

namespace DevServer.Tests.Hosting;

/// <summary>The standard health service.</summary>
public sealed class HealthTests
{
    private const string Health = "/grpc.health.v1.Health";

    [Theory]
    [InlineData("", true)]
    [InlineData("temporal.api.workflowservice.v1.WorkflowService", true)]
    [InlineData("temporal.api.operatorservice.v1.OperatorService", true)]
    [InlineData("temporal.api.testservice.v1.TestService", false)]
    [InlineData("some.Other", false)]
    public async Task Check_Service_IsServingOrUnknown(string service, bool isKnown)
    {
        await using var server = await Host.StartAsync(new DevServerOptions { Port = 0 });
        using var client = new RawClient(server.Address);

        var reply = await client.SendAsync(
            $"{Health}/Check", GrpcFrame.Write(new HealthCheckRequest { Service = service }));

        if (isKnown)
        {
            Assert.Equal(ServingStatus.Serving, reply.Read<HealthCheckResponse>().Status);
        }
        else
        {
            Assert.Equal(GrpcStatusCode.NotFound, reply.Status);
        }
    }

    [Fact]
    public async Task Watch_ServerStops_SaysSoAndEnds()
    {
        await using var server = await Host.StartAsync(new DevServerOptions { Port = 0 });
        await using var watch = RawStream.Open(server.Address, $"{Health}/Watch");
        await watch.SendAsync(new HealthCheckRequest());
        watch.End();
        Assert.Equal(ServingStatus.Serving, (await watch.ReadAsync<HealthCheckResponse>())!.Status);

        // Who watches is reading: a server that stops waits for it, but not long.
        var last = watch.ReadAsync<HealthCheckResponse>();
        await server.DisposeAsync();

        Assert.Equal(ServingStatus.NotServing, (await last)!.Status);
        Assert.Equal(GrpcStatusCode.Unavailable, (await watch.StatusAsync()).Status);
    }

    [Fact]
    public async Task Watch_UnknownService_IsNotAnError()
    {
        await using var server = await Host.StartAsync(new DevServerOptions { Port = 0 });
        await using var watch = RawStream.Open(server.Address, $"{Health}/Watch");
        await watch.SendAsync(new HealthCheckRequest { Service = "some.Other" });

        Assert.Equal(ServingStatus.ServiceUnknown, (await watch.ReadAsync<HealthCheckResponse>())!.Status);
    }
}
