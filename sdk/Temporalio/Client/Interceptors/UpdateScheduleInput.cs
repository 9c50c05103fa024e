using Temporalio.Client.Schedules;

namespace Temporalio.Client.Interceptors;

/// <summary>A change of a schedule.</summary>
/// <param name="Id">Schedule id.</param>
/// <param name="Updater">Decides what the schedule becomes; null leaves it.</param>
/// <param name="RpcOptions">Options of the call.</param>
public record UpdateScheduleInput(
    string Id,
    Func<ScheduleUpdateInput, Task<ScheduleUpdate?>> Updater,
    RpcOptions? RpcOptions);
