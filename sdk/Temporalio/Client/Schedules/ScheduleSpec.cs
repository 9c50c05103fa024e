namespace Temporalio.Client.Schedules;

/// <summary>When a schedule acts: at the times of all parts together, without those of <see cref="Skip"/>.</summary>
public record ScheduleSpec
{
    /// <summary>Gets times by calendar.</summary>
    public IReadOnlyCollection<ScheduleCalendarSpec> Calendars { get; init; } = [];

    /// <summary>Gets times at equal distances.</summary>
    public IReadOnlyCollection<ScheduleIntervalSpec> Intervals { get; init; } = [];

    /// <summary>
    /// Gets times by cron expressions. The server turns them into calendars: a description has those.
    /// </summary>
    public IReadOnlyCollection<string> CronExpressions { get; init; } = [];

    /// <summary>Gets the times left out.</summary>
    public IReadOnlyCollection<ScheduleCalendarSpec> Skip { get; init; } = [];

    /// <summary>Gets the instant, in UTC, before which nothing happens.</summary>
    public DateTime? StartAt { get; init; }

    /// <summary>Gets the instant, in UTC, after which nothing happens.</summary>
    public DateTime? EndAt { get; init; }

    /// <summary>Gets the largest random delay of each action.</summary>
    public TimeSpan? Jitter { get; init; }

    /// <summary>Gets the IANA name of the time zone of calendars. Default null: UTC.</summary>
    public string? TimeZoneName { get; init; }
}
