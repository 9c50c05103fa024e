using Temporalio.Api.Enums.V1;

namespace Temporalio.Client;

/// <content>Sets of build ids, which this SDK does not support.</content>
public partial interface ITemporalClient
{
    /// <summary>Changes the sets of build ids of a task queue.</summary>
    /// <param name="taskQueue">Task queue.</param>
    /// <param name="buildIdOp">Change.</param>
    /// <param name="rpcOptions">Options of the call.</param>
    /// <returns>Task.</returns>
    /// <exception cref="NotSupportedException">
    /// Always, unless an interceptor answers: the server has withdrawn them.
    /// </exception>
    Task UpdateWorkerBuildIdCompatibilityAsync(
        string taskQueue, BuildIdOp buildIdOp, RpcOptions? rpcOptions = null);

    /// <summary>Reads the sets of build ids of a task queue.</summary>
    /// <param name="taskQueue">Task queue.</param>
    /// <param name="maxSets">Largest number of sets; 0 for all.</param>
    /// <param name="rpcOptions">Options of the call.</param>
    /// <returns>The sets; null for none.</returns>
    /// <exception cref="NotSupportedException">
    /// Always, unless an interceptor answers: the server has withdrawn them.
    /// </exception>
    Task<WorkerBuildIdVersionSets?> GetWorkerBuildIdCompatibilityAsync(
        string taskQueue, int maxSets = 0, RpcOptions? rpcOptions = null);

    /// <summary>Says where build ids are needed.</summary>
    /// <param name="buildIds">Build ids.</param>
    /// <param name="taskQueues">Task queues; none for all.</param>
    /// <param name="reachability">Kind of need; null for any.</param>
    /// <param name="rpcOptions">Options of the call.</param>
    /// <returns>Where.</returns>
    /// <exception cref="NotSupportedException">
    /// Always, unless an interceptor answers: the server has withdrawn them.
    /// </exception>
    Task<WorkerTaskReachability> GetWorkerTaskReachabilityAsync(
        IReadOnlyCollection<string> buildIds,
        IReadOnlyCollection<string> taskQueues,
        TaskReachability? reachability = null,
        RpcOptions? rpcOptions = null);
}
