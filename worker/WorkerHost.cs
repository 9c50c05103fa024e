using DirectedExecution.Activities;
using DirectedExecution.Activities.Annex;
using DirectedExecution.Activities.Audit;
using DirectedExecution.Activities.Cases;
using DirectedExecution.Activities.Files;
using DirectedExecution.Activities.Http;
using DirectedExecution.Activities.HumanTask;
using DirectedExecution.Activities.Rehearsals;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Services;
using DirectedExecution.Activities.Shell;
using DirectedExecution.Activities.Sql;
using DirectedExecution.Activities.Tools;
using DirectedExecution.Worker.Configuration;
using DirectedExecution.Worker.Startup;
using DirectedExecution.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Temporalio.Client;
using Temporalio.Extensions.Hosting;

namespace DirectedExecution.Worker;

/// <summary>
/// The composition root: what a directed worker is made of. Used by the program of its own and inside the CLI.
/// </summary>
public static class WorkerHost
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(10);

    /// <summary>Connects, registers what the server lacks, and builds the host; start it to poll.</summary>
    /// <exception cref="SettingsException">The settings lead nowhere; nothing was started.</exception>
    public static async Task<IHost> CreateAsync(
        WorkerSettings settings,
        Action<ILoggingBuilder> logging,
        CancellationToken cancellationToken)
    {
        using var loggers = LoggerFactory.Create(logging);
        var client = await TemporalConnections.ConnectAsync(settings, loggers, cancellationToken);
        await SearchAttributeRegistrar.EnsureAsync(client, settings.Namespace, cancellationToken);
        return Build(settings, client, logging);
    }

    /// <summary>Builds the host around a client that is connected already.</summary>
    /// <param name="settings">What the worker needs to know.</param>
    /// <param name="client">The connected client.</param>
    /// <param name="logging">Where logs go.</param>
    /// <param name="more">Adds tools of one's own: <c>services.AddSingleton&lt;ITool, MyTool&gt;()</c>.</param>
    public static IHost Build(
        WorkerSettings settings,
        ITemporalClient client,
        Action<ILoggingBuilder> logging,
        Action<IServiceCollection>? more = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        logging(builder.Logging);
        AddActivities(builder.Services, settings);
        more?.Invoke(builder.Services);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTime * 2);
        builder.Services.AddSingleton(client);
        builder.Services.AddHostedTemporalWorker(settings.TaskQueue)
            .AddWorkflow<DirectedRun>()
            .AddSingletonActivities<ToolActivities>()
            .AddSingletonActivities<AuditActivities>()
            .AddSingletonActivities<RehearsalActivities>()
            .ConfigureOptions(options => options.GracefulShutdownTimeout = ShutdownTime);
        if (Telemetry.Start(settings.OtlpEndpoint) is { } telemetry)
        {
            builder.Services.AddSingleton(_ => telemetry);
            builder.Services.AddHostedService<TelemetryHolder>();
        }

        return builder.Build();
    }

    /// <summary>
    /// Logging to the console, as the program of its own does it. Secrets and evidence are never logged.
    /// </summary>
    public static Action<ILoggingBuilder> ConsoleLogging(WorkerSettings settings) => logging => logging.AddSerilog(
        new LoggerConfiguration()
            .MinimumLevel.Is(Enum.Parse<Serilog.Events.LogEventLevel>(settings.LogLevel, ignoreCase: true))
            .WriteTo.Console(
                outputTemplate: "{Timestamp:HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}",
                formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .CreateLogger(),
        dispose: true);

    private static void AddActivities(IServiceCollection services, WorkerSettings settings) => services
        .AddSingleton(settings.ToolOptions())
        .AddSingleton(TimeProvider.System)
        .AddSingleton<ISecretSource, SecretSource>()
        .AddSingleton<ITool, ShellTool>()
        .AddSingleton<ITool, HttpTool>()
        .AddSingleton<ITool, SqlTool>()
        .AddSingleton<ITool, FileTool>()
        .AddSingleton<ITool, ServiceTool>()
        .AddSingleton<ITool, CaseTool>()
        .AddSingleton<ITool, HumanTool>()
        .AddSingleton<ToolRunner>()
        .AddSingleton<IAuditStore>(provider => settings.AuditDatabase is { } database
            ? new PostgresAuditStore(database, provider.GetRequiredService<ISecretSource>())
            : new AuditStore(settings.AuditFile))
        .AddSingleton<IControlTrace, AuditControlTrace>()
        .AddSingleton(provider => settings.AnnexStore(provider.GetRequiredService<ISecretSource>()))
        .AddSingleton<AnnexDesk>()
        .AddSingleton<ToolCalls>()
        .AddSingleton<RehearsedCalls>();
}
