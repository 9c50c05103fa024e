namespace Temporalio.Client.Schedules;

/// <summary>A schedule as lists show it.</summary>
/// <param name="Action">What it does.</param>
/// <param name="Spec">When.</param>
/// <param name="State">Whether it is paused.</param>
public record ScheduleListSchedule(ScheduleListAction Action, ScheduleSpec Spec, ScheduleListState State);
