namespace Temporalio.Client.Schedules;

/// <summary>What a schedule has done and will do, as lists show it.</summary>
/// <param name="RecentActions">The latest actions, oldest first.</param>
/// <param name="NextActionTimes">The next times, in UTC.</param>
public record ScheduleListInfo(
    IReadOnlyCollection<ScheduleActionResult> RecentActions,
    IReadOnlyCollection<DateTime> NextActionTimes);
