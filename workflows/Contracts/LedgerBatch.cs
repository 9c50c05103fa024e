using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>Consecutive entries of one ledger, on their way to the audit store. Stored shape.</summary>
public sealed record LedgerBatch(RunId Chain, ValueList<LedgerEntry> Entries);
