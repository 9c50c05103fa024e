namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>The named bounds and defaults of schedules; the real server's unless said otherwise.</summary>
internal static class ScheduleLimits
{
    /// <summary>Starts that wait, and backfills under way; what comes on top is dropped and counted.</summary>
    public const int Buffer = 1000;

    /// <summary>
    /// Times of a spec that are dealt with in one go, so that a schedule that has much to make up for keeps nobody
    /// waiting. Not the real server's.
    /// </summary>
    public const int DueStep = 10_000;

    /// <summary>From one such step to the next.</summary>
    public static readonly TimeSpan DuePause = TimeSpan.FromMilliseconds(10);

    /// <summary>Starts of backfills that are put into the buffer at a time.</summary>
    public const int BackfillStep = 10;

    public const int RecentActions = 10;
    public const int FutureActions = 10;
    public const int ListedActions = 5;
    public const int ListedSpecItems = 10;
    public const int MatchingTimes = 1000;
    public const int NoteBytes = 1000;

    /// <summary>What is kept of a result or failure for the next run.</summary>
    public const int OutcomeBytes = Limits.BlobBytes - 1024;

    /// <summary>Requests that are remembered; the real server remembers all of the last few thousand events.</summary>
    public const int RequestIds = 100;

    public static readonly TimeSpan DefaultCatchupWindow = TimeSpan.FromDays(365);
    public static readonly TimeSpan LeastCatchupWindow = TimeSpan.FromSeconds(10);

    /// <summary>How long a schedule lives that has nothing left to do.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    /// <summary>From one step of a backfill that need not wait for its runs to the next.</summary>
    public static readonly TimeSpan BackfillPause = TimeSpan.FromSeconds(1);

    /// <summary>The first moment of a backfill belongs to it: it begins this much earlier.</summary>
    public static readonly TimeSpan BackfillLead = TimeSpan.FromMilliseconds(1);

    /// <summary>After an unexpected error a schedule waits this long.</summary>
    public static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);
}
