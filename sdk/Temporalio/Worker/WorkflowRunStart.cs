namespace Temporalio.Worker;

/// <summary>Which run a <see cref="WorkflowRun" /> is for, as the poll response names it.</summary>
/// <param name="WorkflowId">Workflow id.</param>
/// <param name="RunId">Run id.</param>
/// <param name="WorkflowType">Workflow type name.</param>
internal sealed record WorkflowRunStart(string WorkflowId, string RunId, string WorkflowType);
