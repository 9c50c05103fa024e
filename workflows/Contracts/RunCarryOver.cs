using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>
/// What one workflow run hands to the next: the state, and the entries that the audit store does not have yet.
/// </summary>
public sealed record RunCarryOver(RunSnapshot Snapshot, ValueList<LedgerEntry> Pending);
