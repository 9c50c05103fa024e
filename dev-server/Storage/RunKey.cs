namespace DirectedExecution.DevServer.Storage;

/// <summary>One run. Run ids are UUIDs of the server's own making, so <see cref="RunId"/> alone is unique.</summary>
internal readonly record struct RunKey(string NamespaceId, string WorkflowId, string RunId)
{
    public WorkflowKey Workflow => new(NamespaceId, WorkflowId);
}
