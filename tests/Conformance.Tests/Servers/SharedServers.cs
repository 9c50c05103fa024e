using Temporalio.Client;

namespace Conformance.Tests.Servers;

/// <summary>
/// One server of each kind, and one connection to it, for all behaviours that need none of their own. Most of them wait
/// most of the time, so several run at once; the last that uses the servers ends them.
/// </summary>
public sealed class SharedServers : IAsyncLifetime
{
    private static readonly Lock Turn = new();
    private static Servers current = new();
    private static int users;

    private static readonly ServerProcessOptions Options = new()
    {
        SearchAttributes =
        [
            "ConformanceKeyword=Keyword", "ConformanceInt=Int", "ConformanceBool=Bool", "ConformanceTime=Datetime",
            "ConformanceDouble=Double", "ConformanceList=KeywordList",
        ],
    };

    public Task InitializeAsync()
    {
        lock (Turn)
        {
            users++;
            return Task.CompletedTask;
        }
    }

    internal async Task<TemporalConnection> ConnectAsync(ServerKind kind)
    {
        Skip.If(ServerProcess.WhyMissing(kind) is not null, ServerProcess.WhyMissing(kind));
        return (await current[kind]).Connection;
    }

    /// <summary>A client of the HTTP API.</summary>
    internal async Task<HttpClient> HttpAsync(ServerKind kind)
    {
        Skip.If(ServerProcess.WhyMissing(kind) is not null, ServerProcess.WhyMissing(kind));
        return (await current[kind]).Http;
    }

    public async Task DisposeAsync()
    {
        Servers? unused = null;
        lock (Turn)
        {
            if (--users == 0)
            {
                (unused, current) = (current, new());
            }
        }

        if (unused is not null)
        {
            await unused.DisposeAsync();
        }
    }

    private static async Task<Started> StartAsync(ServerKind kind)
    {
        var port = LoopbackPort.FindFree();
        var server = await ServerProcess.StartAsync(kind, Options with { HttpPort = port });
        return new(
            server,
            await TemporalConnection.ConnectAsync(new(server.Address)),
            new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
    }

    private sealed record Started(ServerProcess Server, TemporalConnection Connection, HttpClient Http);

    private sealed class Servers : IAsyncDisposable
    {
        private readonly Dictionary<ServerKind, Lazy<Task<Started>>> all =
            Enum.GetValues<ServerKind>().ToDictionary(
                kind => kind, kind => new Lazy<Task<Started>>(() => StartAsync(kind)));

        public Task<Started> this[ServerKind kind] => all[kind].Value;

        public async ValueTask DisposeAsync()
        {
            foreach (var started in all.Values.Where(one => one.IsValueCreated && one.Value.IsCompletedSuccessfully))
            {
                (await started.Value).Http.Dispose();
                await (await started.Value).Server.DisposeAsync();
            }
        }
    }
}
