namespace Temporalio.Client.Interceptors;

/// <summary>A list of activities without a workflow.</summary>
/// <param name="Query">List filter.</param>
/// <param name="Options">Options.</param>
public record ListActivitiesInput(string Query, ActivityListOptions? Options);
