using Temporalio.Client;

namespace Conformance.Tests.Servers;

/// <summary>One server of each kind, and one connection to it, for all behaviours that need none of their own.</summary>
public sealed class SharedServers : IAsyncLifetime
{
    private static readonly ServerProcessOptions Options = new()
    {
        SearchAttributes =
        [
            "ConformanceKeyword=Keyword", "ConformanceInt=Int", "ConformanceBool=Bool", "ConformanceTime=Datetime",
            "ConformanceDouble=Double", "ConformanceList=KeywordList",
        ],
    };

    private readonly Dictionary<ServerKind, Lazy<Task<(ServerProcess Server, TemporalConnection Connection)>>> servers =
        Enum.GetValues<ServerKind>().ToDictionary(
            kind => kind, kind => new Lazy<Task<(ServerProcess, TemporalConnection)>>(() => StartAsync(kind)));

    public Task InitializeAsync() => Task.CompletedTask;

    internal async Task<TemporalConnection> ConnectAsync(ServerKind kind)
    {
        Skip.If(ServerProcess.WhyMissing(kind) is not null, ServerProcess.WhyMissing(kind));
        return (await servers[kind].Value).Connection;
    }

    public async Task DisposeAsync()
    {
        foreach (var started in servers.Values.Where(one => one.IsValueCreated && one.Value.IsCompletedSuccessfully))
        {
            await (await started.Value).Server.DisposeAsync();
        }
    }

    private static async Task<(ServerProcess Server, TemporalConnection Connection)> StartAsync(ServerKind kind)
    {
        var server = await ServerProcess.StartAsync(kind, Options);
        return (server, await TemporalConnection.ConnectAsync(new(server.Address)));
    }
}
