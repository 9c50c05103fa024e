using System.Net;
using DirectedExecution.DevServer.Api;
using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Storage;
using DirectedExecution.DevServer.Storage.Sqlite;
using DirectedExecution.DevServer.Visibility;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DirectedExecution.DevServer.Hosting;

/// <summary>
/// The embedded server: Temporal's gRPC API for one machine. Start it, connect to <see cref="Address"/>, dispose it.
/// Several can live in one process, each on its own port and file.
/// </summary>
public sealed class DevServer : IAsyncDisposable
{
    private readonly KestrelHost host;
    private readonly SerialLoop loop;
    private readonly IStore store;
    private bool isDisposed;

    private DevServer(KestrelHost host, SerialLoop loop, IStore store, string address)
    {
        this.host = host;
        this.loop = loop;
        this.store = store;
        Address = address;
    }

    /// <summary>Where it listens, as <c>ip:port</c>.</summary>
    public string Address { get; }

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
            var endpoint = new IPEndPoint(IPAddress.Parse(options.Ip), options.Port);
            var host = new KestrelHost(endpoint, TlsFiles.Of(options), loggers);
            try
            {
                var application =
                    new GrpcApplication(table, keys, clock, loggers.CreateLogger<GrpcApplication>());
                var address = await host.StartAsync(application, endpoint, cancellation);
                return new DevServer(host, loop, store, address);
            }
            catch
            {
                await loop.DisposeAsync();
                await host.DisposeAsync();
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
        await host.StopAsync();
        await loop.DisposeAsync();
        await host.DisposeAsync();
        store.Dispose();
    }

    private static EngineOptions EngineOptionsOf(DevServerOptions options) =>
        new() { KeepsClosedRuns = options.TimeSkipping != TimeSkippingMode.Off };

    private static LoopState Recover(DevServerOptions options, IStore store, IIdSource ids, DateTimeOffset now)
    {
        var image = store.Load();
        var catalog = new Catalog(image);
        var engine = new WorkflowEngine(EngineOptionsOf(options), catalog, store, ids);
        var state = new LoopState(engine, catalog, new VisibilityIndex(image.Visibility), store)
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
