using Temporalio.Api.Enums.V1;

namespace Temporalio.Client.Schedules;

/// <summary>How a schedule takes its actions.</summary>
public record SchedulePolicy
{
    /// <summary>Gets what happens when an action is due while the one before runs. Default: it is left out.</summary>
    public ScheduleOverlapPolicy Overlap { get; init; } = ScheduleOverlapPolicy.Skip;

    /// <summary>Gets how late an action may still be taken, after an outage of the server. Default 365 days.</summary>
    public TimeSpan CatchupWindow { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Gets a value indicating whether the schedule pauses when a workflow of it fails or times out.</summary>
    public bool PauseOnFailure { get; init; }
}
