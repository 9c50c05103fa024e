namespace Temporalio.Client.Schedules;

/// <summary>Refers to a schedule.</summary>
/// <param name="Client">Client.</param>
/// <param name="Id">Schedule id.</param>
public record ScheduleHandle(ITemporalClient Client, string Id)
{
    /// <summary>Takes actions of the past, as if the time had passed just now.</summary>
    /// <param name="backfills">Stretches of the past; at least one.</param>
    /// <param name="rpcOptions">Options of the call.</param>
    /// <returns>Task.</returns>
    /// <exception cref="ArgumentException">There is no stretch.</exception>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    public virtual Task BackfillAsync(
        IReadOnlyCollection<ScheduleBackfill> backfills, RpcOptions? rpcOptions = null) =>
        backfills.Count == 0
            ? throw new ArgumentException("At least one backfill is required", nameof(backfills))
            : Client.OutboundInterceptor.BackfillScheduleAsync(new(Id, backfills, rpcOptions));

    /// <summary>Ends the schedule. Workflows that it started go on.</summary>
    /// <param name="rpcOptions">Options of the call.</param>
    /// <returns>Task.</returns>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    public virtual Task DeleteAsync(RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.DeleteScheduleAsync(new(Id, rpcOptions));

    /// <summary>Describes the schedule.</summary>
    /// <param name="rpcOptions">Options of the call.</param>
    /// <returns>The description.</returns>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    public virtual Task<ScheduleDescription> DescribeAsync(RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.DescribeScheduleAsync(new(Id, rpcOptions));

    /// <summary>Pauses the schedule.</summary>
    /// <param name="note">Note for people; null for a standard one.</param>
    /// <param name="rpcOptions">Options of the call.</param>
    /// <returns>Task.</returns>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    public virtual Task PauseAsync(string? note = null, RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.PauseScheduleAsync(new(Id, note, rpcOptions));

    /// <summary>Takes one action at once.</summary>
    /// <param name="options">Options.</param>
    /// <returns>Task.</returns>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    public virtual Task TriggerAsync(ScheduleTriggerOptions? options = null) =>
        Client.OutboundInterceptor.TriggerScheduleAsync(new(Id, options));

    /// <summary>Lets a paused schedule go on.</summary>
    /// <param name="note">Note for people; null for a standard one.</param>
    /// <param name="rpcOptions">Options of the call.</param>
    /// <returns>Task.</returns>
    /// <exception cref="Exceptions.RpcException">The call failed.</exception>
    public virtual Task UnpauseAsync(string? note = null, RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.UnpauseScheduleAsync(new(Id, note, rpcOptions));

    /// <summary>Changes the schedule. The last of several that change it at the same time wins.</summary>
    /// <param name="updater">Decides on the description what the schedule becomes; null leaves it.</param>
    /// <param name="rpcOptions">Options of the calls.</param>
    /// <returns>Task.</returns>
    /// <exception cref="ArgumentException">The new schedule is wrong.</exception>
    /// <exception cref="Exceptions.RpcException">A call failed.</exception>
    public Task UpdateAsync(Func<ScheduleUpdateInput, ScheduleUpdate?> updater, RpcOptions? rpcOptions = null) =>
        UpdateAsync(input => Task.FromResult(updater(input)), rpcOptions);

    /// <summary>Changes the schedule. The last of several that change it at the same time wins.</summary>
    /// <param name="updater">Decides on the description what the schedule becomes; null leaves it.</param>
    /// <param name="rpcOptions">Options of the calls.</param>
    /// <returns>Task.</returns>
    /// <exception cref="ArgumentException">The new schedule is wrong.</exception>
    /// <exception cref="Exceptions.RpcException">A call failed.</exception>
    public virtual Task UpdateAsync(
        Func<ScheduleUpdateInput, Task<ScheduleUpdate?>> updater, RpcOptions? rpcOptions = null) =>
        Client.OutboundInterceptor.UpdateScheduleAsync(new(Id, updater, rpcOptions));
}
