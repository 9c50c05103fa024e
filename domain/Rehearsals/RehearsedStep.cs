using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>
/// The answers for a step: of the attempt with that number, or of every attempt for which no other entry is.
/// </summary>
public sealed record RehearsedStep(
    StepId Step,
    ValueList<RehearsedRead> Before,
    ValueList<RehearsedRead> After,
    RehearsedAction? Action = null,
    RehearsedReversal? Reversal = null,
    int? Attempt = null,
    ValueList<SeededGate>? Gates = null);
