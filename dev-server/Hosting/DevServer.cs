using System.Net;
using DirectedExecution.DevServer.Api;
using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Http;
using DirectedExecution.DevServer.Storage;
using DirectedExecution.DevServer.Storage.Sqlite;
using DirectedExecution.DevServer.Visibility;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// The embedded server: Temporal's gRPC API for one machine. Start it, connect to <see cref="Address"/>, dispose it.
/// Several can live in one process, each on its own port and file.
/// </summary>
public sealed class DevServer : IAsyncDisposable
{
    private readonly List<KestrelHost> hosts = [];
    private readonly SerialLoop loop;
    private readonly IStore store;
    private bool isDisposed;

    private DevServer(SerialLoop loop, IStore store)
    {
        this.loop = loop;
        this.store = store;
    }

    /// <summary>Where it listens, as <c>ip:port</c>.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>
    /// Where the HTTP API listens, as <c>ip:port</c>; null without <see cref="DevServerOptions.HttpPort"/>.
    /// </summary>
    public string? HttpAddress { get; private set; }

    /// <summary>Ends when the server ends; faulted when its store failed and it had to stop by itself.</summary>
    public Task Completion => loop.Completion;

    /// <summary>Opens the store, takes over what it holds, and listens. When it returns, calls are answered.</summary>
    /// <param name="options">Where to listen and what to keep; checked first.</param>
    /// <param name="loggers">Where to log; null for nowhere.</param>
    /// <param name="clock">The server's only clock; null for the system's.</param>
    /// <param name="cancellation">Gives up the start.</param>
    /// <exception cref="DevServerException">
    /// A bad option, a file that cannot be used, or a port that is taken: one sentence.
    /// </exception>
    public static Task<DevServer> StartAsync(
        DevServerOptions options,
        ILoggerFactory? loggers = null,
        TimeProvider? clock = null,
        CancellationToken cancellation = default)
    {
        options.Validate();
        IStore store = options.DbFilename is { } file
            ? SqliteStore.Open(file, options.Durability)
            : new InMemoryStore();
        return StartAsync(
            options, store, loggers ?? NullLoggerFactory.Instance, clock ?? TimeProvider.System, cancellation);
    }

    /// <summary>The same over any store; the store is disposed with the server.</summary>
    internal static async Task<DevServer> StartAsync(
        DevServerOptions options, IStore store, ILoggerFactory loggers, TimeProvider clock,
        CancellationToken cancellation)
    {
        try
        {
            var keys = new ApiKeyCheck(ApiKeyFile.Read(options.ApiKeyFile));
            var ids = new RandomIdSource();
            var state = Recover(options, store, ids, clock.GetUtcNow());
            var loop = new SerialLoop(state, clock, loggers.CreateLogger<SerialLoop>());
            var context = new ApiContext(loop, state);
            var table = new RpcTable(ApiMethods.All(context, ids), ApiStreams.All(context));
            var server = new DevServer(loop, store);
            try
            {
                await server.ListenAsync(options, table, keys, clock, loggers, cancellation);
                return server;
            }
            catch
            {
                await loop.DisposeAsync();
                await server.CloseAsync();
                throw;
            }
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Refuses what waits with UNAVAILABLE, closes the connections, then the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        await loop.StopAsync();
        await Task.WhenAll(hosts.Select(host => host.StopAsync()));
        await loop.DisposeAsync();
        await CloseAsync();
        store.Dispose();
    }

    private async Task ListenAsync(
        DevServerOptions options,
        RpcTable table,
        ApiKeyCheck keys,
        TimeProvider clock,
        ILoggerFactory loggers,
        CancellationToken cancellation)
    {
        Address = await ServeAsync(
            new GrpcApplication(table, keys, clock, loggers.CreateLogger<GrpcApplication>()),
            options.Port,
            HttpProtocols.Http2);
        if (options.HttpPort is { } port)
        {
            HttpAddress = await ServeAsync(
                new HttpApplication(table, keys, clock, loggers.CreateLogger<HttpApplication>()),
                port,
                HttpProtocols.Http1);
        }

        async Task<string> ServeAsync(IHttpApplication<HttpContext> application, int port, HttpProtocols protocols)
        {
            var endpoint = new IPEndPoint(IPAddress.Parse(options.Ip), port);
            var host = new KestrelHost(endpoint, protocols, TlsFiles.Of(options), loggers);
            hosts.Add(host);
            return await host.StartAsync(application, endpoint, cancellation);
        }
    }

    private async Task CloseAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }
    }

    private static EngineOptions EngineOptionsOf(DevServerOptions options) => new()
    {
        KeepsClosedRuns = options.TimeSkipping != TimeSkippingMode.Off,
        SuggestContinueAsNewEvents = options.SuggestContinueAsNewEvents,
        SuggestContinueAsNewBytes = options.SuggestContinueAsNewBytes,
    };

    private static LoopState Recover(DevServerOptions options, IStore store, IIdSource ids, DateTimeOffset now)
    {
        var image = store.Load();
        var catalog = new Catalog(image);
        var engine = new WorkflowEngine(EngineOptionsOf(options), catalog, store, ids);
        var state = new LoopState(engine, catalog, new VisibilityIndex(image.Visibility, image.Schedules), store)
        {
            Skipping = new TimeSkipping(options.TimeSkipping),
        };
        FirstCatalog.Ensure(catalog, options, ids);
        engine.Recover(image, now);
        var output = engine.EndTurn();
        state.Apply(catalog.TakeBatch());
        state.Apply(output.Batch);
        store.Commit();
        foreach (var deliver in output.Completions)
        {
            deliver();
        }

        return state;
    }
}
