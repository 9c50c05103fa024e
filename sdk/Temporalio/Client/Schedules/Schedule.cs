namespace Temporalio.Client.Schedules;

/// <summary>A schedule: what is done, when, and how.</summary>
/// <param name="Action">What is done.</param>
/// <param name="Spec">When.</param>
public record Schedule(ScheduleAction Action, ScheduleSpec Spec)
{
    /// <summary>Gets how actions are taken.</summary>
    public SchedulePolicy Policy { get; init; } = new();

    /// <summary>Gets whether actions are taken.</summary>
    public ScheduleState State { get; init; } = new();
}
