namespace Temporalio.Client.Interceptors;

/// <summary>A count of activities without a workflow.</summary>
/// <param name="Query">List filter.</param>
/// <param name="Options">Options.</param>
public record CountActivitiesInput(string Query, ActivityCountOptions? Options);
