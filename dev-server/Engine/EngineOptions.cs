namespace DirectedExecution.DevServer.Engine;

/// <summary>Settings of the engine. Defaults are the real dev server's.</summary>
internal sealed record EngineOptions
{
    public const int UsualSuggestContinueAsNewEvents = 4096;
    public const int UsualSuggestContinueAsNewBytes = 4 * 1024 * 1024;

    /// <summary>From how many events on a run is told that it should continue as new.</summary>
    public int SuggestContinueAsNewEvents { get; init; } = UsualSuggestContinueAsNewEvents;

    /// <summary>The same in bytes of history.</summary>
    public int SuggestContinueAsNewBytes { get; init; } = UsualSuggestContinueAsNewBytes;

    /// <summary>
    /// Runs of a continue-as-new chain start at least this far apart. Default 1 s; a shield against runaway loops.
    /// </summary>
    public TimeSpan ContinueAsNewInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Closed runs are kept whatever their namespace says: where time is skipped, retention would take away results
    /// that a caller is about to read. Default false.
    /// </summary>
    public bool KeepsClosedRuns { get; init; }
}
