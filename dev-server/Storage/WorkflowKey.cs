namespace DirectedExecution.DevServer.Storage;

/// <summary>One workflow id in one namespace: the owner of a chain of runs.</summary>
internal readonly record struct WorkflowKey(string NamespaceId, string WorkflowId);
