namespace Temporalio.Client;

/// <summary>A page of a list of workflows.</summary>
/// <param name="Workflows">Workflows.</param>
/// <param name="NextPageToken">Token of the next page; null at the end.</param>
public record WorkflowListPage(IReadOnlyCollection<WorkflowExecution> Workflows, byte[]? NextPageToken);
