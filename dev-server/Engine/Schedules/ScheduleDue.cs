using DirectedExecution.DevServer.Storage;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>A schedule is to be looked at: it has something to do, or is kept no longer.</summary>
internal sealed record ScheduleDue(ScheduleKey Key);
