using Temporalio.Client.Schedules;

namespace Temporalio.Client.Interceptors;

/// <content>Schedules.</content>
public abstract partial class ClientOutboundInterceptor
{
    /// <summary>Makes a schedule.</summary>
    /// <param name="input">Input.</param>
    /// <returns>The handle.</returns>
    public virtual Task<ScheduleHandle> CreateScheduleAsync(CreateScheduleInput input) =>
        Next.CreateScheduleAsync(input);

    /// <summary>Takes actions of the past.</summary>
    /// <param name="input">Input.</param>
    /// <returns>Task.</returns>
    public virtual Task BackfillScheduleAsync(BackfillScheduleInput input) =>
        Next.BackfillScheduleAsync(input);

    /// <summary>Ends a schedule.</summary>
    /// <param name="input">Input.</param>
    /// <returns>Task.</returns>
    public virtual Task DeleteScheduleAsync(DeleteScheduleInput input) =>
        Next.DeleteScheduleAsync(input);

    /// <summary>Describes a schedule.</summary>
    /// <param name="input">Input.</param>
    /// <returns>The description.</returns>
    public virtual Task<ScheduleDescription> DescribeScheduleAsync(DescribeScheduleInput input) =>
        Next.DescribeScheduleAsync(input);

    /// <summary>Pauses a schedule.</summary>
    /// <param name="input">Input.</param>
    /// <returns>Task.</returns>
    public virtual Task PauseScheduleAsync(PauseScheduleInput input) =>
        Next.PauseScheduleAsync(input);

    /// <summary>Takes an action at once.</summary>
    /// <param name="input">Input.</param>
    /// <returns>Task.</returns>
    public virtual Task TriggerScheduleAsync(TriggerScheduleInput input) =>
        Next.TriggerScheduleAsync(input);

    /// <summary>Lets a schedule go on.</summary>
    /// <param name="input">Input.</param>
    /// <returns>Task.</returns>
    public virtual Task UnpauseScheduleAsync(UnpauseScheduleInput input) =>
        Next.UnpauseScheduleAsync(input);

    /// <summary>Changes a schedule.</summary>
    /// <param name="input">Input.</param>
    /// <returns>Task.</returns>
    public virtual Task UpdateScheduleAsync(UpdateScheduleInput input) =>
        Next.UpdateScheduleAsync(input);

    /// <summary>Lists schedules.</summary>
    /// <param name="input">Input.</param>
    /// <returns>The schedules.</returns>
    public virtual IAsyncEnumerable<ScheduleListDescription> ListSchedulesAsync(ListSchedulesInput input) =>
        Next.ListSchedulesAsync(input);
}
