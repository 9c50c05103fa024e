namespace Temporalio.Client.Interceptors;

/// <summary>A list of workflows.</summary>
/// <param name="Query">List filter.</param>
/// <param name="Options">Options.</param>
public record ListWorkflowsInput(
    string Query,
    WorkflowListOptions? Options);
