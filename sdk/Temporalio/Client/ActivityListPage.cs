namespace Temporalio.Client;

/// <summary>A page of a list of activities without a workflow.</summary>
/// <param name="Activities">Activities.</param>
/// <param name="NextPageToken">Token of the next page; null at the end.</param>
public record ActivityListPage(IReadOnlyCollection<ActivityExecution> Activities, byte[]? NextPageToken);
