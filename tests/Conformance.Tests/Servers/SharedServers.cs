namespace Conformance.Tests.Servers;

/// <summary>One server of each kind for all behaviours that need none of their own.</summary>
public sealed class SharedServers : IAsyncLifetime
{
    private static readonly string[] SearchAttributes =
    [
        "--search-attribute", "ConformanceKeyword=Keyword", "--search-attribute", "ConformanceInt=Int",
        "--search-attribute", "ConformanceBool=Bool", "--search-attribute", "ConformanceTime=Datetime",
        "--search-attribute", "ConformanceDouble=Double", "--search-attribute", "ConformanceList=KeywordList",
    ];

    private readonly Dictionary<ServerKind, Lazy<Task<ServerProcess>>> servers = new()
    {
        [ServerKind.Embedded] = new(() => ServerProcess.StartAsync(ServerKind.Embedded, 0, ["--in-memory", .. SearchAttributes])),
        [ServerKind.Real] = new(() => ServerProcess.StartAsync(ServerKind.Real, 0, SearchAttributes)),
    };

    public Task InitializeAsync() => Task.CompletedTask;

    internal Task<ServerProcess> GetAsync(ServerKind kind)
    {
        Skip.If(ServerPrograms.Missing(kind) is not null, ServerPrograms.Missing(kind));
        return servers[kind].Value;
    }

    public async Task DisposeAsync()
    {
        foreach (var server in servers.Values.Where(server => server.IsValueCreated && server.Value.IsCompletedSuccessfully))
        {
            await (await server.Value).DisposeAsync();
        }
    }
}
