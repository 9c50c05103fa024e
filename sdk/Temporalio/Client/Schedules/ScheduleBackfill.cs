using Temporalio.Api.Enums.V1;

namespace Temporalio.Client.Schedules;

/// <summary>A stretch of the past whose actions are taken now, as if time had passed.</summary>
/// <param name="StartAt">Its beginning, in UTC, included.</param>
/// <param name="EndAt">Its end, in UTC, included.</param>
/// <param name="Overlap">What happens to actions that overlap; unspecified means the policy of the schedule.</param>
public record ScheduleBackfill(
    DateTime StartAt,
    DateTime EndAt,
    ScheduleOverlapPolicy Overlap = ScheduleOverlapPolicy.Unspecified);
