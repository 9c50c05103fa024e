using Temporalio.Client.Schedules;

namespace Temporalio.Client.Interceptors;

/// <summary>Actions of the past, taken now.</summary>
/// <param name="Id">Schedule id.</param>
/// <param name="Backfills">Stretches of the past.</param>
/// <param name="RpcOptions">Options of the call.</param>
public record BackfillScheduleInput(
    string Id,
    IReadOnlyCollection<ScheduleBackfill> Backfills,
    RpcOptions? RpcOptions);
