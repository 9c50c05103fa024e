using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>A run after one input: the state, with its ledger head, and the entries to keep.</summary>
public sealed record RunAdvance(RunState State, ValueList<LedgerEntry> Entries);
