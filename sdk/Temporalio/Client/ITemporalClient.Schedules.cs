using Temporalio.Client.Schedules;

namespace Temporalio.Client;

/// <content>Schedules.</content>
public partial interface ITemporalClient
{
    /// <summary>Makes a schedule.</summary>
    /// <param name="scheduleId">Schedule id.</param>
    /// <param name="schedule">Schedule.</param>
    /// <param name="options">Options.</param>
    /// <returns>The handle.</returns>
    /// <exception cref="ArgumentException">The schedule is wrong.</exception>
    /// <exception cref="Exceptions.ScheduleAlreadyRunningException">The id is in use.</exception>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    Task<ScheduleHandle> CreateScheduleAsync(string scheduleId, Schedule schedule, ScheduleOptions? options = null);

    /// <summary>Gets a handle without asking the server.</summary>
    /// <param name="scheduleId">Schedule id.</param>
    /// <returns>The handle.</returns>
    ScheduleHandle GetScheduleHandle(string scheduleId);

    /// <summary>Lists schedules; what was changed just now may be shown later.</summary>
    /// <param name="options">Options.</param>
    /// <returns>The schedules, page by page as they are asked for.</returns>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    IAsyncEnumerable<ScheduleListDescription> ListSchedulesAsync(ScheduleListOptions? options = null);
}
