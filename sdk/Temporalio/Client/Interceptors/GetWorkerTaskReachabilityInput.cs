using Temporalio.Api.Enums.V1;

namespace Temporalio.Client.Interceptors;

/// <summary>A question for where build ids are needed.</summary>
/// <param name="BuildIds">Build ids.</param>
/// <param name="TaskQueues">Task queues; none for all.</param>
/// <param name="Reachability">Kind of need; null for any.</param>
/// <param name="RpcOptions">Options of the call.</param>
public record GetWorkerTaskReachabilityInput(
    IReadOnlyCollection<string> BuildIds,
    IReadOnlyCollection<string> TaskQueues,
    TaskReachability? Reachability,
    RpcOptions? RpcOptions);
