using System.Diagnostics;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Worker;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Startup;
using DirectedExecution.Workflows.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Client;

namespace Workflows.Tests.Support;

/// <summary>A server, a worker and the incident. The worker can be replaced, with an empty cache, as after a restart.</summary>
internal sealed class TestWorld : IAsyncDisposable
{
    private readonly IAsyncDisposable? server;
    private readonly WorkerSettings settings;
    private IHost? worker;

    private TestWorld(IAsyncDisposable? server, IncidentSite site, WorkerSettings settings, TemporalClient client)
    {
        this.server = server;
        Site = site;
        this.settings = settings;
        Client = client;
    }

    public IncidentSite Site { get; }

    public ITemporalClient Client { get; }

    public string TaskQueue => settings.TaskQueue;

    public string Address => settings.Address;

    public string AuditFile => settings.AuditFile;

    /// <summary>Starts a world, or skips the test when there is no such server here.</summary>
    public static Task<TestWorld> StartAsync(ServerKind kind, params string[] dynamicConfig) =>
        StartAsync(kind, settings => settings, dynamicConfig);

    public static async Task<TestWorld> StartAsync(
        ServerKind kind,
        Func<WorkerSettings, WorkerSettings> change,
        params string[] dynamicConfig)
    {
        Skip.If(ServerProcess.WhyMissing(kind) is not null, ServerProcess.WhyMissing(kind));
        var (server, address) = await StartServerAsync(kind, dynamicConfig);
        return await StartAsync(server, address, change);
    }

    /// <summary>A worker and the incident at a server that the test has started itself.</summary>
    public static Task<TestWorld> AtAsync(string address) => StartAsync(server: null, address, settings => settings);

    private static async Task<TestWorld> StartAsync(
        IAsyncDisposable? server, string address, Func<WorkerSettings, WorkerSettings> change)
    {
        var site = await IncidentSite.StartAsync();
        var settings = change(new WorkerSettings
        {
            Address = address,
            TaskQueue = $"queue-{Guid.NewGuid():N}",
            WorkingRoot = site.Folder,
            AuditFile = Path.Combine(site.Folder, "audit.db"),
            AnnexFile = Path.Combine(site.Folder, "annex.db"),
        });
        var client = await TemporalConnections.ConnectAsync(settings, NullLoggerFactory.Instance, CancellationToken.None);
        var world = new TestWorld(server, site, settings, client);
        await world.StartWorkerAsync();
        return world;
    }

    public async Task StartWorkerAsync()
    {
        worker = await WorkerHost.CreateAsync(settings, _ => { }, CancellationToken.None);
        await worker.StartAsync();
    }

    /// <summary>Starts a worker as a process of its own, which can be killed; the one in here must be stopped.</summary>
    public async Task<Process> LaunchWorkerAsync()
    {
        var settingsFile = Path.Combine(Site.Folder, "settings.yaml");
        await File.WriteAllTextAsync(
            settingsFile,
            $"""
            address: {settings.Address}
            taskQueue: {settings.TaskQueue}
            workingRoot: {settings.WorkingRoot}
            auditFile: {settings.AuditFile}
            logLevel: Error
            """);
        return Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "directed-worker.dll"), settingsFile])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    public async Task StopWorkerAsync()
    {
        if (worker is not null)
        {
            await worker.StopAsync();
            worker.Dispose();
            worker = null;
        }
    }

    /// <summary>Opens a run on the example, and waits until it can be directed.</summary>
    public async Task<TestRun> OpenAsync(Func<RunOpening, RunOpening>? change = null)
    {
        var documents = Site.Documents();
        var opening = new RunOpening(documents.Charter, documents.Procedure);
        var run = await TestRun.StartAsync(Client, change?.Invoke(opening) ?? opening, TaskQueue);
        await run.UntilAsync(status => status.Status == RunStatus.AwaitingConfirmation, "the run is open");
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        await StopWorkerAsync();
        await Site.DisposeAsync();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<(IAsyncDisposable? Server, string Address)> StartServerAsync(ServerKind kind, string[] dynamicConfig)
    {
        if (dynamicConfig.Length > 0)
        {
            var own = await ServerProcess.StartAsync(kind, new() { DynamicConfig = dynamicConfig });
            return (own, own.Address);
        }

        if (kind == ServerKind.Embedded)
        {
            var embedded = await DevServer.StartAsync(new DevServerOptions { Port = 0 });
            return (embedded, embedded.Address);
        }

        return (null, (await RealServer.SharedAsync()).Address);
    }
}
