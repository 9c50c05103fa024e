namespace DirectedExecution.DevServer.Engine;

internal enum WorkflowTaskStatus
{
    None,
    Scheduled,
    Started,
}
