using DirectedExecution.Domain.Gates;

namespace DirectedExecution.Domain.Rehearsals;

/// <summary>
/// A gate of which the right verdict is known, because the script's author made the evidence so (R28). It looks as any
/// other; once it is decided, the ledger says whether it was decided rightly. The action behind it is rehearsed.
/// </summary>
public sealed record SeededGate(RightVerdict Right, string Because, GatePlacement? Placement = null);
