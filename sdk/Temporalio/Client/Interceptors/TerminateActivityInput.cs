namespace Temporalio.Client.Interceptors;

/// <summary>The end of an activity without a workflow.</summary>
/// <param name="Id">Activity id.</param>
/// <param name="RunId">Run id; null for the latest run.</param>
/// <param name="Options">Options.</param>
public record TerminateActivityInput(string Id, string? RunId, ActivityTerminateOptions? Options);
