namespace DirectedExecution.Activities.Audit;

/// <summary>
/// Entries before these are not in the store yet: the predecessor of a run, whose copying was interrupted, still has
/// them. Not a conflict: it passes when they have come.
/// </summary>
public sealed class AuditGapException(string message) : Exception(message);
