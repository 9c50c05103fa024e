using DirectedExecution.Cli.Commands.Servers;
using DirectedExecution.Worker;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Encryption;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DirectedExecution.Cli.Commands.Workers;

/// <summary>A worker inside this process.</summary>
internal static class EmbeddedWorker
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    public static async Task<IHost> StartAsync(WorkerSettings settings, CancellationToken cancellationToken)
    {
        Require(settings);
        try
        {
            var level = Enum.TryParse<LogLevel>(settings.LogLevel, ignoreCase: true, out var named)
                ? named
                : LogLevel.Information;
            var host = await WorkerHost.CreateAsync(
                settings, logging => ServerLogging.Add(logging, level), cancellationToken);
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch (SettingsException refused)
        {
            throw new CliException(
                ExitCode.CannotConnect, "workerNotStarted", refused.Message.TrimEnd('.'), "check --address, " +
                    "--namespace and the settings file");
        }
    }

    // What the settings themselves are wrong about is told apart from a server that is not there.
    private static void Require(WorkerSettings settings)
    {
        try
        {
            KeyringReader.Read(settings.Encryption);
        }
        catch (SettingsException bad)
        {
            throw new CliException(
                ExitCode.BadInput, "badSettings", bad.Message.TrimEnd('.'), "mend encryption in the settings");
        }
    }

    /// <summary>Completes when the worker ends by itself.</summary>
    public static Task EndOf(IHost host)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(
            () => end.TrySetResult());
        return end.Task;
    }

    public static async Task StopAsync(IHost host)
    {
        using var limit = new CancellationTokenSource(StopLimit);
        await host.StopAsync(limit.Token);
    }
}
