using Microsoft.Extensions.DependencyInjection;
using Temporalio.Worker;

namespace Temporalio.Extensions.Hosting;

/// <summary>Configures one hosted worker.</summary>
public interface ITemporalWorkerServiceOptionsBuilder
{
    /// <summary>Gets the task queue of the worker.</summary>
    string TaskQueue { get; }

    /// <summary>Gets the build id of the worker, if one was given by itself.</summary>
    string? BuildId { get; }

    /// <summary>Gets the deployment of the worker, if one was given.</summary>
    WorkerDeploymentOptions? DeploymentOptions { get; }

    /// <summary>Gets the services.</summary>
    IServiceCollection Services { get; }
}
