namespace DirectedExecution.DevServer.Engine;

/// <summary>Settings of the engine. Defaults are the real dev server's.</summary>
internal sealed record EngineOptions
{
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
