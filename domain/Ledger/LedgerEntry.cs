using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Domain.Ledger;

/// <summary>
/// One line of the one record: who, when, in which stage, what; chained to the line before. Stored shape.
/// </summary>
public sealed record LedgerEntry(
    long Sequence,
    DateTimeOffset At,
    RunId Run,
    string Actor,
    RunStage Stage,
    RunFact Fact,
    Digest PreviousDigest,
    Digest Digest);
