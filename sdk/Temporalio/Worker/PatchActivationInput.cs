using Temporalio.Workflows;

namespace Temporalio.Worker;

/// <summary>A patch that a run meets for the first time.</summary>
/// <param name="WorkflowInfo">The workflow.</param>
/// <param name="PatchId">Id of the patch.</param>
public record PatchActivationInput(WorkflowInfo WorkflowInfo, string PatchId);
