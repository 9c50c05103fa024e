namespace DirectedExecution.DevServer.Engine.Cron;

/// <summary>When the runs of a chain begin.</summary>
internal abstract record CronSchedule
{
    /// <summary>
    /// The first moment of the schedule that is after <paramref name="after"/> and not before
    /// <paramref name="earliest"/>; null when there is none within five years.
    /// </summary>
    /// <param name="after">When the last run was to begin.</param>
    /// <param name="earliest">From when on one may begin.</param>
    public abstract DateTimeOffset? Next(DateTimeOffset after, DateTimeOffset earliest);
}
