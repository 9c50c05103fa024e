namespace Temporalio.Replay;

/// <summary>The history cannot be replayed: it has a gap, or something that this SDK does not know.</summary>
internal class ReplayException(string message) : Exception(message);
