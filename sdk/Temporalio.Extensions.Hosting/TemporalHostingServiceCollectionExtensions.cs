using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Temporalio.Client;
using Temporalio.Extensions.Hosting;
using Temporalio.Worker;

#pragma warning disable IDE0130 // where people look for it, as in the official package
namespace Microsoft.Extensions.DependencyInjection;
#pragma warning restore IDE0130

/// <summary>Adds clients and workers to the services of a host.</summary>
public static class TemporalHostingServiceCollectionExtensions
{
    /// <summary>Adds a worker with a client of its own.</summary>
    /// <param name="services">Services.</param>
    /// <param name="clientTargetHost">Address of the server.</param>
    /// <param name="clientNamespace">Namespace.</param>
    /// <param name="taskQueue">Task queue.</param>
    /// <param name="buildId">Build id.</param>
    /// <returns>Builder of the worker.</returns>
    /// <exception cref="InvalidOperationException">There is one of this queue and version already.</exception>
    public static ITemporalWorkerServiceOptionsBuilder AddHostedTemporalWorker(
        this IServiceCollection services,
        string clientTargetHost,
        string clientNamespace,
        string taskQueue,
        string buildId) =>
        services.AddHostedTemporalWorker(taskQueue, buildId).Connect(clientTargetHost, clientNamespace);

    /// <summary>Adds a worker that takes the client of the container.</summary>
    /// <param name="services">Services.</param>
    /// <param name="taskQueue">Task queue.</param>
    /// <param name="buildId">Build id.</param>
    /// <returns>Builder of the worker.</returns>
    /// <exception cref="InvalidOperationException">There is one of this queue and version already.</exception>
    public static ITemporalWorkerServiceOptionsBuilder AddHostedTemporalWorker(
        this IServiceCollection services, string taskQueue, string buildId) =>
        Add(new TemporalWorkerServiceOptionsBuilder(taskQueue, buildId, services));

    /// <summary>Adds a worker with a client of its own.</summary>
    /// <param name="services">Services.</param>
    /// <param name="clientTargetHost">Address of the server.</param>
    /// <param name="clientNamespace">Namespace.</param>
    /// <param name="taskQueue">Task queue.</param>
    /// <param name="deploymentOptions">Deployment; null for none.</param>
    /// <returns>Builder of the worker.</returns>
    /// <exception cref="InvalidOperationException">There is one of this queue and version already.</exception>
    public static ITemporalWorkerServiceOptionsBuilder AddHostedTemporalWorker(
        this IServiceCollection services,
        string clientTargetHost,
        string clientNamespace,
        string taskQueue,
        WorkerDeploymentOptions? deploymentOptions = null) =>
        services.AddHostedTemporalWorker(taskQueue, deploymentOptions).Connect(clientTargetHost, clientNamespace);

    /// <summary>Adds a worker that takes the client of the container.</summary>
    /// <param name="services">Services.</param>
    /// <param name="taskQueue">Task queue.</param>
    /// <param name="deploymentOptions">Deployment; null for none.</param>
    /// <returns>Builder of the worker.</returns>
    /// <exception cref="InvalidOperationException">There is one of this queue and version already.</exception>
    public static ITemporalWorkerServiceOptionsBuilder AddHostedTemporalWorker(
        this IServiceCollection services, string taskQueue, WorkerDeploymentOptions? deploymentOptions = null) =>
        Add(new TemporalWorkerServiceOptionsBuilder(taskQueue, deploymentOptions, services));

    /// <summary>Adds a lazy client.</summary>
    /// <param name="services">Services.</param>
    /// <param name="clientTargetHost">Address of the server; null to configure it on the builder.</param>
    /// <param name="clientNamespace">Namespace; null for the default.</param>
    /// <returns>Builder of the client's options.</returns>
    public static OptionsBuilder<TemporalClientConnectOptions> AddTemporalClient(
        this IServiceCollection services, string? clientTargetHost = null, string? clientNamespace = null)
    {
        services.TryAddSingleton<ITemporalClient>(provider => TemporalClient.CreateLazy(
            provider.GetRequiredService<IOptions<TemporalClientConnectOptions>>().Value));
        return services.AddOptions<TemporalClientConnectOptions>().Configure<IServiceProvider>((options, provider) =>
        {
            options.TargetHost = clientTargetHost ?? options.TargetHost;
            options.Namespace = clientNamespace ?? options.Namespace;
            options.LoggerFactory = provider.GetService<ILoggerFactory>() ?? options.LoggerFactory;
        });
    }

    /// <summary>Adds a lazy client.</summary>
    /// <param name="services">Services.</param>
    /// <param name="configureClient">Configures the client.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddTemporalClient(
        this IServiceCollection services, Action<TemporalClientConnectOptions> configureClient)
    {
        services.AddTemporalClient().Configure(configureClient);
        return services;
    }

    private static ITemporalWorkerServiceOptionsBuilder Connect(
        this ITemporalWorkerServiceOptionsBuilder builder, string clientTargetHost, string clientNamespace) =>
        builder.ConfigureOptions(
            options => options.ClientOptions = new(clientTargetHost) { Namespace = clientNamespace });

    private static TemporalWorkerServiceOptionsBuilder Add(TemporalWorkerServiceOptionsBuilder builder)
    {
        // To add to the options of a worker is what its builder is for: a second worker would share them unseen.
        var id = TemporalWorkerServiceIdentifier.Of(builder);
        if (builder.Services.Any(s => s.ServiceType == typeof(TemporalWorkerServiceIdentifier) &&
            id.Equals(s.ImplementationInstance)))
        {
            throw new InvalidOperationException(
                $"Worker service for task queue '{builder.TaskQueue}' and version '{id.Version ?? "<unset>"}' already on collection");
        }
        builder.Services.AddSingleton(id);
        builder.ConfigureOptions(options =>
        {
            options.TaskQueue = builder.TaskQueue;
            options.BuildId = builder.BuildId ?? options.BuildId;
            options.DeploymentOptions = builder.DeploymentOptions ?? options.DeploymentOptions;
        });
        builder.Services.AddSingleton<IHostedService>(
            provider => ActivatorUtilities.CreateInstance<TemporalWorkerService>(provider, id));
        return builder;
    }
}
