namespace DirectedExecution.DevServer.Engine;

/// <summary>What a poller can be handed.</summary>
internal enum TaskKind
{
    WorkflowTask,
    Activity,
    Query,
}
