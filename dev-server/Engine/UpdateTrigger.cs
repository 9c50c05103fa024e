namespace DirectedExecution.DevServer.Engine;

internal enum UpdateTrigger
{
    Admit,
    Recall,
    Resurrect,
    Send,
    Return,
    Accept,
    Reject,
    Complete,
    Abort,
}
