using Microsoft.Extensions.DependencyInjection;
using Temporalio.Worker;

namespace Temporalio.Extensions.Hosting;

/// <summary>Configures one hosted worker.</summary>
public class TemporalWorkerServiceOptionsBuilder : ITemporalWorkerServiceOptionsBuilder
{
    /// <summary>Initializes a new instance of the <see cref="TemporalWorkerServiceOptionsBuilder"/> class.</summary>
    /// <param name="taskQueue">Task queue.</param>
    /// <param name="services">Services.</param>
    public TemporalWorkerServiceOptionsBuilder(string taskQueue, IServiceCollection services)
        : this(taskQueue, (WorkerDeploymentOptions?)null, services)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TemporalWorkerServiceOptionsBuilder"/> class.</summary>
    /// <param name="taskQueue">Task queue.</param>
    /// <param name="buildId">Build id.</param>
    /// <param name="services">Services.</param>
    public TemporalWorkerServiceOptionsBuilder(string taskQueue, string? buildId, IServiceCollection services)
    {
        TaskQueue = taskQueue;
        BuildId = buildId;
        Services = services;
    }

    /// <summary>Initializes a new instance of the <see cref="TemporalWorkerServiceOptionsBuilder"/> class.</summary>
    /// <param name="taskQueue">Task queue.</param>
    /// <param name="deploymentOptions">Deployment.</param>
    /// <param name="services">Services.</param>
    public TemporalWorkerServiceOptionsBuilder(
        string taskQueue, WorkerDeploymentOptions? deploymentOptions, IServiceCollection services)
    {
        TaskQueue = taskQueue;
        DeploymentOptions = deploymentOptions;
        Services = services;
    }

    /// <inheritdoc/>
    public string TaskQueue { get; }

    /// <inheritdoc/>
    public string? BuildId { get; }

    /// <inheritdoc/>
    public WorkerDeploymentOptions? DeploymentOptions { get; }

    /// <inheritdoc/>
    public IServiceCollection Services { get; }
}
