using DirectedExecution.Worker;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Encryption;
using DirectedExecution.Worker.Startup;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Client;

namespace DirectedExecution.Bench;

/// <summary>One server, started, loaded, measured, ended.</summary>
internal static class Round
{
    public static Task<IReadOnlyList<Sample>> RunAsync(string kind, BenchOptions options) =>
        InFolderAsync(folder => RunAsync(kind, options, folder));

    /// <summary>A server and a worker for something of its own.</summary>
    public static Task WithWorkerAsync(string kind, BenchOptions options, Func<ITemporalClient, string, Task> work) =>
        WithServerAsync(kind, options, settings => WithWorkerAsync(settings, work));

    /// <summary>A server for something of its own, and the settings of a worker for it.</summary>
    public static Task WithServerAsync(string kind, BenchOptions options, Func<WorkerSettings, Task> work) =>
        InFolderAsync(async folder =>
        {
            await using var server = await StartAsync(kind, options, folder);
            await work(Settings(server, folder));
            return true;
        });

    /// <summary>A worker while something is done.</summary>
    public static Task WithWorkerAsync(WorkerSettings settings, Func<ITemporalClient, string, Task> work) =>
        WithWorkerAsync(settings, async (client, queue) =>
        {
            await work(client, queue);
            return true;
        });

    private static async Task<IReadOnlyList<Sample>> RunAsync(string kind, BenchOptions options, string folder)
    {
        var samples = new List<Sample>();
        await using var server = await StartAsync(kind, options, folder);
        samples.Add(new(kind, "start-up to the first answer", "ms", server.Startup.TotalMilliseconds));
        samples.Add(new(kind, "memory after start-up", "MiB", server.ResidentMebibytes));

        var clear = Settings(server, folder);
        foreach (var (settings, suffix) in new[] { (clear, string.Empty), (Encrypted(clear), ", encrypted") })
        {
            samples.AddRange(await WithWorkerAsync(
                settings, (client, queue) => DirectiveLoad.RunAsync(client, queue, suffix, options)));
        }

        var plain = await TemporalConnections.ConnectAsync(clear, NullLoggerFactory.Instance, CancellationToken.None);
        samples.AddRange(await WorkflowLoad.RunAsync(plain, options));
        samples.Add(new(kind, "memory after the load", "MiB", server.ResidentMebibytes));
        return [.. samples.Select(sample => sample with { Server = kind })];
    }

    private static async Task<T> InFolderAsync<T>(Func<string, Task<T>> work)
    {
        var folder = Directory.CreateTempSubdirectory("directed-bench-");
        try
        {
            return await work(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<BenchServer> StartAsync(string kind, BenchOptions options, string folder) =>
        BenchServer.StartAsync(kind, options.IsDurable ? Path.Combine(folder, "server.db") : null);

    private static WorkerSettings Settings(BenchServer server, string folder) => new()
    {
        Address = server.Address,
        TaskQueue = "bench",
        AuditFile = Path.Combine(folder, "audit.db"),
        WorkingRoot = folder,
    };

    private static WorkerSettings Encrypted(WorkerSettings settings)
    {
        var file = Path.Combine(settings.WorkingRoot, "bench.key");
        File.WriteAllText(file, PayloadKey.Create("bench").Reveal());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return settings with
        {
            TaskQueue = "bench-encrypted",
            Encryption = new EncryptionSettings
            {
                Key = "bench", Keys = new Dictionary<string, string>(StringComparer.Ordinal) { ["bench"] = $"file:{file}" },
            },
        };
    }

    private static async Task<T> WithWorkerAsync<T>(WorkerSettings settings, Func<ITemporalClient, string, Task<T>> work)
    {
        using var host = await WorkerHost.CreateAsync(settings, _ => { }, CancellationToken.None);
        await host.StartAsync();
        var client = await TemporalConnections.ConnectAsync(settings, NullLoggerFactory.Instance, CancellationToken.None);
        var result = await work(client, settings.TaskQueue);
        await host.StopAsync();
        return result;
    }
}
