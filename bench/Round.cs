using DirectedExecution.Worker;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Startup;
using DirectedExecution.Workflows.Contracts;
using Microsoft.Extensions.Logging.Abstractions;

namespace DirectedExecution.Bench;

/// <summary>One server, started, loaded, measured, ended.</summary>
internal static class Round
{
    public static async Task<IReadOnlyList<Sample>> RunAsync(string kind, BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("directed-bench-");
        try
        {
            return await RunAsync(kind, options, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Sample>> RunAsync(string kind, BenchOptions options, string folder)
    {
        var samples = new List<Sample>();
        await using var server = await BenchServer.StartAsync(
            kind, options.IsDurable ? Path.Combine(folder, "server.db") : null);
        samples.Add(new(kind, "start-up to the first answer", "ms", server.Startup.TotalMilliseconds));
        samples.Add(new(kind, "memory after start-up", "MiB", server.ResidentMebibytes));

        var settings = new WorkerSettings
        {
            Address = server.Address,
            TaskQueue = "bench",
            AuditFile = Path.Combine(folder, "audit.db"),
            WorkingRoot = folder,
        };
        using var host = await WorkerHost.CreateAsync(settings, _ => { }, CancellationToken.None);
        await host.StartAsync();
        var client = await TemporalConnections.ConnectAsync(settings, NullLoggerFactory.Instance, CancellationToken.None);
        samples.AddRange((await DirectiveLoad.RunAsync(client, settings.TaskQueue, options)).Select(s => s with { Server = kind }));
        await host.StopAsync();

        samples.AddRange((await WorkflowLoad.RunAsync(client, options)).Select(s => s with { Server = kind }));
        samples.Add(new(kind, "memory after the load", "MiB", server.ResidentMebibytes));
        return samples;
    }
}
