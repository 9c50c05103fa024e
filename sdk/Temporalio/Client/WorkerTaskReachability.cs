namespace Temporalio.Client;

/// <summary>Which build ids are needed.</summary>
/// <param name="BuildIdReachability">By build id, where.</param>
public record WorkerTaskReachability(IReadOnlyDictionary<string, BuildIdReachability> BuildIdReachability);
