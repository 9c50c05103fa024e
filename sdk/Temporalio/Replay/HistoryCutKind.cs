namespace Temporalio.Replay;

/// <summary>How a sequence of events was cut off.</summary>
internal enum HistoryCutKind
{
    /// <summary>It ends where the workflow code ran, or with the run.</summary>
    Complete,

    /// <summary>It is what was left at the end of the history.</summary>
    Remainder,

    /// <summary>More events are needed to tell.</summary>
    NeedsMore,
}
