namespace Temporalio.Client.Interceptors;

/// <content>Sets of build ids; the end of the chain does not support them.</content>
public abstract partial class ClientOutboundInterceptor
{
    /// <summary>Changes the sets.</summary>
    /// <param name="input">Input.</param>
    /// <returns>Task.</returns>
    public virtual Task UpdateWorkerBuildIdCompatibilityAsync(UpdateWorkerBuildIdCompatibilityInput input) =>
        Next.UpdateWorkerBuildIdCompatibilityAsync(input);

    /// <summary>Reads the sets.</summary>
    /// <param name="input">Input.</param>
    /// <returns>The sets; null for none.</returns>
    public virtual Task<WorkerBuildIdVersionSets?> GetWorkerBuildIdCompatibilityAsync(
        GetWorkerBuildIdCompatibilityInput input) => Next.GetWorkerBuildIdCompatibilityAsync(input);

    /// <summary>Says where build ids are needed.</summary>
    /// <param name="input">Input.</param>
    /// <returns>Where.</returns>
    public virtual Task<WorkerTaskReachability> GetWorkerTaskReachabilityAsync(GetWorkerTaskReachabilityInput input) =>
        Next.GetWorkerTaskReachabilityAsync(input);
}
