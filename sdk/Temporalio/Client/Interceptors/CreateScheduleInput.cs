using Temporalio.Client.Schedules;

namespace Temporalio.Client.Interceptors;

/// <summary>A new schedule.</summary>
/// <param name="Id">Schedule id.</param>
/// <param name="Schedule">Schedule.</param>
/// <param name="Options">Options.</param>
public record CreateScheduleInput(string Id, Schedule Schedule, ScheduleOptions? Options);
