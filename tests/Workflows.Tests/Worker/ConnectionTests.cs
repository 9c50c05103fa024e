using System.Net;
using System.Net.Sockets;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.Worker;
using DirectedExecution.Worker.Configuration;

namespace Workflows.Tests.Worker;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Server_NotThere_IsSaidInOneSentence()
    {
        var fault = await FailAsync($"127.0.0.1:{LoopbackPort.FindFree()}");

        Assert.Contains("No Temporal server answers at 127.0.0.1:", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatIsNotTemporal_IsSaidInOneSentence()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();

        var fault = await FailAsync(((IPEndPoint)mute.LocalEndpoint).ToString());

        Assert.Contains("takes the connection, but has not answered within 30 seconds", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namespace_NotThere_IsSaidInOneSentence()
    {
        await using var server = await DevServer.StartAsync(new DevServerOptions { Port = 0 });

        var fault = await FailAsync(server.Address, "nowhere");

        Assert.Equal($"The Temporal server at {server.Address} has no namespace 'nowhere'.", fault.Message);
    }

    private static Task<SettingsException> FailAsync(string address, string temporalNamespace = "default") =>
        Assert.ThrowsAsync<SettingsException>(() => WorkerHost.CreateAsync(
            new WorkerSettings { Address = address, Namespace = temporalNamespace }, _ => { }, CancellationToken.None));
}
