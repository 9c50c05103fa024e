using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>The answers while a step is undone.</summary>
public sealed record RehearsedReversal(
    ValueList<RehearsedRead> Before, ValueList<RehearsedRead> After, RehearsedAction? Action = null);
