using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Storage;

/// <summary>
/// What lists and counts know of a run. Upsert by run. The info is never changed after it was handed over;
/// a stored shape as <c>temporal.api.workflow.v1.WorkflowExecutionInfo</c>.
/// </summary>
internal sealed record VisibilityRow(RunKey Key, WorkflowExecutionInfo Info);
