namespace Temporalio.Client.Interceptors;

/// <summary>A cancellation of an activity without a workflow.</summary>
/// <param name="Id">Activity id.</param>
/// <param name="RunId">Run id; null for the latest run.</param>
/// <param name="Options">Options.</param>
public record CancelActivityInput(string Id, string? RunId, ActivityCancelOptions? Options);
