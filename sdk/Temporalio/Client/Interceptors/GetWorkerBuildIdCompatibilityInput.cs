namespace Temporalio.Client.Interceptors;

/// <summary>A question for the sets of build ids.</summary>
/// <param name="TaskQueue">Task queue.</param>
/// <param name="MaxSets">Largest number of sets; 0 for all.</param>
/// <param name="RpcOptions">Options of the call.</param>
public record GetWorkerBuildIdCompatibilityInput(string TaskQueue, int MaxSets, RpcOptions? RpcOptions);
