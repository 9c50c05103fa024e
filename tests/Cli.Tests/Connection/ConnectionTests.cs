using System.Net;
using System.Net.Sockets;
using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.DevServer.Hosting;

namespace Cli.Tests.Connection;

/// <summary>Wrong address, wrong namespace, no Temporal server: each a sentence and a code of its own, never a hang.</summary>
public sealed class ConnectionTests
{
    [Theory]
    [InlineData("nowhere")]
    [InlineData("http://127.0.0.1:7233")]
    [InlineData("127.0.0.1:port")]
    [InlineData("127.0.0.1:70000")]
    public async Task Address_ThatIsNone_IsBadUsage(string address)
    {
        var run = await CliRun.OfAsync("run", "list", "--address", address);

        Assert.Equal((int)ExitCode.BadUsage, run.Code);
        Assert.Contains(address, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_WhereNobodyListens_CannotConnect()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();

        var run = await CliRun.OfAsync("run", "list", "--address", $"127.0.0.1:{port}");

        Assert.Equal((int)ExitCode.CannotConnect, run.Code);
        Assert.Contains($"127.0.0.1:{port}: cannot connect: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_OfAWebServer_IsNotTemporal()
    {
        await using var web = new PlainWebServer();

        var run = await CliRun.OfAsync("run", "list", "--address", web.Address);

        Assert.True(run.Code == (int)ExitCode.NotTemporal, $"{run.Code}: {run.Error}");
        Assert.Contains("this is not a Temporal server", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Namespace_ThatIsNotThere_IsNamed()
    {
        await using var server = await DevServer.StartAsync(new DevServerOptions { Port = 0 });

        var run = await CliRun.OfAsync("run", "list", "--address", server.Address, "--namespace", "nowhere");

        Assert.Equal((int)ExitCode.WrongNamespace, run.Code);
        Assert.Contains("does not know the namespace \"nowhere\"", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ThatIsNotThere_IsNamed()
    {
        await using var server = await DevServer.StartAsync(new DevServerOptions { Port = 0 });

        var run = await CliRun.OfAsync("run", "show", "run-9", "--address", server.Address);

        Assert.Equal((int)ExitCode.NotFound, run.Code);
        Assert.Contains("run-9: there is no such run", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_OnAPortThatIsTaken_SaysSo()
    {
        await using var server = await DevServer.StartAsync(new DevServerOptions { Port = 0 });
        var port = server.Address.Split(':')[1];

        var run = await CliRun.OfAsync("server", "start", "--in-memory", "--port", port);

        Assert.Equal((int)ExitCode.BadInput, run.Code);
        Assert.Contains(port, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("server", "start")]
    [InlineData("dev")]
    public async Task Server_WhenTheSettingsNameAnotherMachine_IsNotStartedHere(params string[] command)
    {
        using var sample = new Sample();
        sample.Write("temporal-dev.yaml", "address: temporal.example.org:7233\n");

        var run = await CliRun.OfAsync(host => host with { Folder = sample.Folder }, [.. command, "--in-memory"]);

        Assert.Equal((int)ExitCode.BadUsage, run.Code);
        Assert.Contains("the settings name temporal.example.org:7233", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:1", null, null, "127.0.0.1:1")]
    [InlineData(null, "127.0.0.1:2", "127.0.0.1:3", "127.0.0.1:2")]
    [InlineData(null, null, "127.0.0.1:3", "127.0.0.1:3")]
    [InlineData(null, null, null, "127.0.0.1:4")]
    public async Task Address_IsTakenFromFlagThenEnvironmentThenFile(
        string? flag, string? directed, string? temporal, string expected)
    {
        using var sample = new Sample();
        sample.Write("temporal-dev.yaml", "address: 127.0.0.1:4\n");
        string? seen = null;

        await CliRun.OfAsync(
            host => host with
            {
                Folder = sample.Folder,
                Variable = name => name switch
                {
                    "DIRECTED_ADDRESS" => directed,
                    "TEMPORAL_ADDRESS" => temporal,
                    _ => null,
                },
                Connect = (settings, _) =>
                {
                    seen = settings.Address;
                    throw new CliException(ExitCode.CannotConnect, "test", "no server");
                },
            },
            flag is null ? ["run", "list"] : ["run", "list", "--address", flag]);

        Assert.Equal(expected, seen);
    }
}
