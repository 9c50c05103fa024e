namespace DirectedExecution.DevServer.Engine.Batches;

internal enum BatchTrigger
{
    GoOn,
    Finish,
    Stop,
}
