using Temporalio.Common;

namespace Temporalio.Worker;

/// <summary>Which deployment a worker belongs to.</summary>
public class WorkerDeploymentOptions : ICloneable
{
    /// <summary>Initializes a new instance of the <see cref="WorkerDeploymentOptions"/> class.</summary>
    public WorkerDeploymentOptions()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="WorkerDeploymentOptions"/> class.</summary>
    /// <param name="version">Deployment name and build id.</param>
    /// <param name="useWorkerVersioning">Whether the server routes tasks by version.</param>
    public WorkerDeploymentOptions(WorkerDeploymentVersion version, bool useWorkerVersioning)
    {
        Version = version;
        UseWorkerVersioning = useWorkerVersioning;
    }

    /// <summary>Gets or sets the deployment name and build id.</summary>
    public WorkerDeploymentVersion? Version { get; set; }

    /// <summary>Gets or sets a value indicating whether the server routes tasks by version. Default false.</summary>
    public bool UseWorkerVersioning { get; set; }

    /// <summary>Gets or sets the behaviour of workflows that name none themselves. Default unspecified.</summary>
    public VersioningBehavior DefaultVersioningBehavior { get; set; }

    /// <summary>Makes a copy.</summary>
    /// <returns>The copy.</returns>
    public virtual object Clone() => MemberwiseClone();
}
