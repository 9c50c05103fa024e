namespace Temporalio.Client.Interceptors;

/// <summary>A page of a list of activities without a workflow.</summary>
/// <param name="Query">List filter.</param>
/// <param name="NextPageToken">Token of the page before; null for the first.</param>
/// <param name="Options">Options.</param>
public record ListActivitiesPaginatedInput(
    string Query,
    byte[]? NextPageToken,
    ActivityListPaginatedOptions? Options);
