namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>One way in which the clocks of a zone were set: seconds before UTC.</summary>
internal readonly record struct ZoneOffset(int Seconds, bool IsSummer);
