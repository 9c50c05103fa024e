namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The named bounds of the engine; where the real server has one, it is the same unless said otherwise.
/// </summary>
internal static class Limits
{
    /// <summary>Runs that a batch operation takes at a time.</summary>
    public const int BatchStepRuns = 50;

    /// <summary>After an unexpected error in a batch operation it waits this long.</summary>
    public static readonly TimeSpan BatchRetryInterval = TimeSpan.FromSeconds(10);

    public const int IdBytes = 1000;
    public const int BlobBytes = 2 * 1024 * 1024;
    public const int WarnBlobBytes = 512 * 1024;
    public const int WarnMemoBytes = 2 * 1024;
    public const int BufferedEvents = 100;
    public const int BufferedBytes = 2 * 1024 * 1024;
    public const int PendingActivities = 2000;
    public const int PendingChildren = 2000;
    public const int PendingExternalSignals = 2000;
    public const int PendingExternalCancels = 2000;
    public const int FairnessKeyBytes = 64;
    public const int SignalsPerRun = 10_000;
    public const int UpdatesInFlight = 10;
    public const int UpdatesPerRun = 2000;
    public const int SuggestContinueAsNewUpdates = 1800;
    public const int DiscardedTaskEvents = 10;
    public const int ResetPoints = 20;
    public const int ActivityFailureBytes = 4 * 1024;
    public const int HistoryPageBatches = 256;
    public const int WarnHistoryBytes = 10 * 1024 * 1024;
    public const int WarnHistoryEvents = 10_240;
    public const int HistoryBytes = 50 * 1024 * 1024;
    public const int HistoryEvents = 51_200;
    public const int StateBytes = 8 * 1024 * 1024;

    /// <summary>
    /// Queries waiting for the next workflow task of one run. The real server takes one and lets clients retry the
    /// rest.
    /// </summary>
    public const int BufferedQueries = 16;

    /// <summary>The most history bytes in one reply: clients of Go and Node take 4 MiB.</summary>
    public const int ReplyHistoryBytes = 3 * 1024 * 1024;

    public static readonly TimeSpan DefaultWorkflowTaskTimeout = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan MaximumWorkflowTaskTimeout = TimeSpan.FromSeconds(120);
    public static readonly TimeSpan WorkflowTaskHeartbeat = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan SpeculativeTaskPatience = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan StickyPollerMemory = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan DepartedWorkerMemory = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan PollerMemory = TimeSpan.FromMinutes(5);
}
