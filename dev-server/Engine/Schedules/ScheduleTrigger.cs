namespace DirectedExecution.DevServer.Engine.Schedules;

internal enum ScheduleTrigger
{
    Delete,
    Expire,
}
