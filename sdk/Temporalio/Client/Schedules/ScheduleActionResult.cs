namespace Temporalio.Client.Schedules;

/// <summary>What became of one action.</summary>
/// <param name="ScheduledAt">When it was due, in UTC, jitter included.</param>
/// <param name="StartedAt">When it was taken, in UTC.</param>
/// <param name="Action">What was done.</param>
public record ScheduleActionResult(DateTime ScheduledAt, DateTime StartedAt, ScheduleActionExecution Action);
