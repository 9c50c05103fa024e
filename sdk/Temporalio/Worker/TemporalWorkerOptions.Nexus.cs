using Temporalio.Common;
using Temporalio.Worker.Tuning;

namespace Temporalio.Worker;

/// <content>Nexus, which this SDK does not support: without a service, these options say nothing.</content>
public partial class TemporalWorkerOptions
{
    /// <summary>Gets or sets the number of Nexus operations at once. Without effect.</summary>
    public int? MaxConcurrentNexusTasks { get; set; }

    /// <summary>Gets or sets the number of polls for Nexus operations. Without effect.</summary>
    public int MaxConcurrentNexusTaskPolls { get; set; } = 5;

    /// <summary>Gets or sets how Nexus operations are polled for. Without effect.</summary>
    public PollerBehavior? NexusTaskPollerBehavior { get; set; }

    /// <summary>Gets or sets where Nexus operations run. Without effect.</summary>
    public TaskFactory NexusTaskFactory { get; set; } = Task.Factory;

    /// <summary>Adds a Nexus service.</summary>
    /// <param name="serviceHandler">Service.</param>
    /// <returns>These options.</returns>
    /// <exception cref="NotSupportedException">Always: a worker of this SDK would never serve it.</exception>
    public TemporalWorkerOptions AddNexusService(object serviceHandler) => throw Unsupported.Nexus();
}
