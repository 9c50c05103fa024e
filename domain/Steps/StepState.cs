using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// A step in a run: its latest attempt, its latest reversal, and whether it was skipped. Older attempts stand in the
/// ledger.
/// </summary>
public sealed record StepState(
    StepId Id,
    int Attempts,
    Attempt? Forward = null,
    Attempt? Reversal = null,
    SkipNote? Skipped = null);
