namespace Temporalio.Client.Schedules;

/// <summary>The state of a schedule as lists show it.</summary>
/// <param name="Note">Note for people; null for none.</param>
/// <param name="Paused">Whether it is paused.</param>
public record ScheduleListState(string? Note, bool Paused);
