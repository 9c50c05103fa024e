namespace Temporalio.Client.Schedules;

/// <summary>Whether a schedule acts.</summary>
public record ScheduleState
{
    /// <summary>Gets a note for people; pausing and unpausing replace it.</summary>
    public string? Note { get; init; }

    /// <summary>Gets a value indicating whether no action is taken but what is triggered or backfilled.</summary>
    public bool Paused { get; init; }

    /// <summary>
    /// Gets a value indicating whether <see cref="RemainingActions"/> is counted down; at zero no action is taken.
    /// </summary>
    public bool LimitedActions { get; init; }

    /// <summary>Gets how many actions are left, where they are limited.</summary>
    public long RemainingActions { get; init; }
}
