namespace DirectedExecution.DevServer.Storage;

/// <summary>
/// Which run a workflow id means when no run id is given: the newest, open or closed. Upsert by workflow.
/// </summary>
internal sealed record CurrentRunRow(WorkflowKey Workflow, string RunId);
