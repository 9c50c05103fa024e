namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>From a second since 1970 on, the clocks are set as the offset of an index says.</summary>
internal readonly record struct ZoneTransition(long At, int Offset);
