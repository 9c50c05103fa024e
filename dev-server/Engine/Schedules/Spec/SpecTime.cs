namespace DirectedExecution.DevServer.Engine.Schedules.Spec;

/// <summary>One moment of a schedule, in UTC.</summary>
/// <param name="Nominal">What the spec says: whole seconds.</param>
/// <param name="Actual">When it is acted on: the nominal moment and its jitter, whole milliseconds.</param>
internal readonly record struct SpecTime(DateTimeOffset Nominal, DateTimeOffset Actual);
