using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>
/// Entries in order. What lies before <paramref name="FirstHeld"/> was carried past a continue-as-new and stands in the
/// audit store.
/// </summary>
public sealed record LedgerPage(ValueList<LedgerEntry> Entries, LedgerHead Head, long FirstHeld, bool HasMore);
