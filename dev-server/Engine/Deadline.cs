namespace DirectedExecution.DevServer.Engine;

/// <summary>A moment at which something happens to a run by itself.</summary>
/// <param name="Due">When.</param>
/// <param name="Kind">What.</param>
/// <param name="ScheduledEventId">The activity, for activities.</param>
/// <param name="TimerId">The timer, for timers.</param>
internal readonly record struct Deadline(
    DateTimeOffset Due, DeadlineKind Kind, long ScheduledEventId = 0, string TimerId = "");
