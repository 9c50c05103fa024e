namespace Temporalio.Replay;

/// <summary>Where the next sequence of events ends.</summary>
/// <param name="End">Index behind its last event.</param>
/// <param name="Kind">How sure that is.</param>
internal readonly record struct HistoryCut(int End, HistoryCutKind Kind);
