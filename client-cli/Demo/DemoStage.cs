using DirectedExecution.Cli.Processes;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Cli.Settings;

namespace DirectedExecution.Cli.Demo;

/// <summary>
/// The processes of a demo: a server of its own unless another is named, and a worker that can be killed and started
/// again.
/// </summary>
internal sealed class DemoStage(DemoFolder folder, CliSettings settings, bool hasOwnServer) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private int servers;
    private ChildProcess? server;
    private ChildProcess? worker;
    private int workers;

    /// <summary>Settings that lead to the server in use.</summary>
    public CliSettings Settings { get; private set; } = settings;

    public int WorkerId => worker!.Id;

    /// <summary>Variables that workers get besides; for those that are started from now on.</summary>
    public IReadOnlyDictionary<string, string> WorkerVariables { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public async Task StartServerAsync(CancellationToken cancellationToken)
    {
        if (!hasOwnServer)
        {
            return;
        }

        // Started anew, it listens where it did: those who talk to it must not need to know.
        var port = servers == 0 ? "0" : Settings.Address.Split(':')[^1];
        servers++;
        server = ChildProcess.Start(
            $"server-{servers}",
            SelfCommand.Of(
                "server", "start", "--port", port, "--db-filename", folder.ServerFile, "--namespace",
                Settings.Namespace,
                "--stop-with-input"),
            folder.Log($"server-{servers}"));
        var line = await server.WaitForLineAsync(
            text => text.StartsWith(ServerView.Ready, StringComparison.Ordinal), StartLimit, cancellationToken);
        var address = line[ServerView.Ready.Length..].Split(',')[0];
        Settings = Settings with { Shared = Settings.Shared with { Address = address } };
    }

    public async Task StartWorkerAsync(CancellationToken cancellationToken)
    {
        workers++;
        var start = SelfCommand.Of(
            "worker", "run", "--address", Settings.Address, "--namespace", Settings.Namespace, "--task-queue",
            Settings.TaskQueue,
            "--stop-with-input");
        start.Environment["DIRECTED_WORKING_ROOT"] = folder.Path;
        start.Environment["DIRECTED_AUDIT_FILE"] = folder.AuditFile;
        foreach (var (name, value) in WorkerVariables)
        {
            start.Environment[name] = value;
        }

        if (worker is not null)
        {
            // One that did not get as far as polling.
            await worker.DisposeAsync();
        }

        worker = ChildProcess.Start($"worker-{workers}", start, folder.Log($"worker-{workers}"));
        await worker.WaitForLineAsync(
            text => text.StartsWith(WorkerView.Ready, StringComparison.Ordinal), StartLimit, cancellationToken);
    }

    /// <summary>kill -9, and the certainty that it is dead.</summary>
    public async Task KillWorkerAsync()
    {
        await worker!.KillAsync();
        await worker.DisposeAsync();
        worker = null;
    }

    /// <summary>The same for the server.</summary>
    public async Task KillServerAsync()
    {
        await server!.KillAsync();
        await server.DisposeAsync();
        server = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (worker is not null)
        {
            await worker.StopAsync();
            await worker.DisposeAsync();
        }

        if (server is not null)
        {
            await server.StopAsync();
            await server.DisposeAsync();
        }
    }
}
