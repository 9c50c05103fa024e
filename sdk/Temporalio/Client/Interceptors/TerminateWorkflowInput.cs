namespace Temporalio.Client.Interceptors;

/// <summary>A termination of a workflow.</summary>
/// <param name="Id">Workflow id.</param>
/// <param name="RunId">Run id; null for the latest run.</param>
/// <param name="FirstExecutionRunId">First run of the chain that is meant; null for any.</param>
/// <param name="Reason">Reason.</param>
/// <param name="Options">Options.</param>
public record TerminateWorkflowInput(
    string Id,
    string? RunId,
    string? FirstExecutionRunId,
    string? Reason,
    WorkflowTerminateOptions? Options);
