namespace Temporalio.Client.Schedules;

/// <summary>What a schedule has done and will do.</summary>
/// <param name="NumActions">Actions taken.</param>
/// <param name="NumActionsMissedCatchupWindow">
/// Actions that came later than the catch-up window allows, and were not taken.
/// </param>
/// <param name="NumActionsSkippedOverlap">Actions not taken because the one before was still running.</param>
/// <param name="RunningActions">Actions under way.</param>
/// <param name="RecentActions">The latest actions, oldest first.</param>
/// <param name="NextActionTimes">The next times, in UTC.</param>
/// <param name="CreatedAt">When the schedule was made, in UTC.</param>
/// <param name="LastUpdatedAt">When it was last changed, in UTC; null for never.</param>
public record ScheduleInfo(
    long NumActions,
    long NumActionsMissedCatchupWindow,
    long NumActionsSkippedOverlap,
    IReadOnlyCollection<ScheduleActionExecution> RunningActions,
    IReadOnlyCollection<ScheduleActionResult> RecentActions,
    IReadOnlyCollection<DateTime> NextActionTimes,
    DateTime CreatedAt,
    DateTime? LastUpdatedAt);
