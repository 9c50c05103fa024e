using Temporalio.Api.Enums.V1;

namespace Temporalio.Client;

/// <summary>Where a build id is needed.</summary>
/// <param name="TaskQueueReachability">By task queue, why.</param>
/// <param name="UnretrievedTaskQueues">Task queues that were not looked at.</param>
public record BuildIdReachability(
    IReadOnlyDictionary<string, IReadOnlyCollection<TaskReachability>> TaskQueueReachability,
    IReadOnlyCollection<string> UnretrievedTaskQueues);
