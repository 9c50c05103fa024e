using Temporalio.Client.Schedules;

namespace Temporalio.Client.Interceptors;

/// <summary>A list of schedules.</summary>
/// <param name="Options">Options.</param>
public record ListSchedulesInput(ScheduleListOptions? Options);
