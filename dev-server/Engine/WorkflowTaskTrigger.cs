namespace DirectedExecution.DevServer.Engine;

internal enum WorkflowTaskTrigger
{
    Schedule,
    Start,
    Complete,
    Fail,
    TimeOut,
    Drop,
    Discard,
}
