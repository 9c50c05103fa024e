namespace Temporalio.Replay;

/// <summary>The workflow code does not do what the history says it did.</summary>
internal sealed class ReplayNondeterminismException(string message) : ReplayException("[TMPRL1100] Nondeterminism error: " + message);
