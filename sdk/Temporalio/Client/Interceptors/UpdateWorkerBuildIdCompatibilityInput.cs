namespace Temporalio.Client.Interceptors;

/// <summary>A change of the sets of build ids.</summary>
/// <param name="TaskQueue">Task queue.</param>
/// <param name="BuildIdOp">Change.</param>
/// <param name="RpcOptions">Options of the call.</param>
public record UpdateWorkerBuildIdCompatibilityInput(
    string TaskQueue,
    BuildIdOp BuildIdOp,
    RpcOptions? RpcOptions);
