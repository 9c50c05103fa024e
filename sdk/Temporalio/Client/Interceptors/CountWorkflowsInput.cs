namespace Temporalio.Client.Interceptors;

/// <summary>A count of workflows.</summary>
/// <param name="Query">List filter.</param>
/// <param name="Options">Options.</param>
public record CountWorkflowsInput(
    string Query,
    WorkflowCountOptions? Options);
