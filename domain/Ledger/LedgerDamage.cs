namespace DirectedExecution.Domain.Ledger;

/// <summary>The first entry that cannot be trusted, and why.</summary>
public sealed record LedgerDamage(long Sequence, string Sentence);
